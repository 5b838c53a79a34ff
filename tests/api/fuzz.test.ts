import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { OPERATIONS } from "@/lib/web/api/operations";
import type { Reply, TestMember } from "../support/api-client";
import { type Asked, OWN_POST, requests, SUSANS } from "../support/requests";
import { servedApi } from "../support/served-api";

declare module "vitest" {
  interface ProvidedContext {
    /** How many requests each operation gets; without a seed they are others every time. */
    fuzzing: { requests: number; seed?: number };
  }
}

/** So few that chance may have made none of them good. */
const HARDLY_ANY = 50;
const { requests: numRuns, seed } = inject("fuzzing");
const api = servedApi();
let susan: TestMember;
let kim: TestMember;
let asked = 0;

beforeAll(async () => {
  susan = await api.member("susan");
  kim = await api.member("kim");
  await api.post(kim.id);
});

/** All that a stranger might have changed, in one line. */
async function state(): Promise<string> {
  const [row] = await api.db.execute<{ state: string }>(sql`select md5(concat(
    (select string_agg(u::text, ',' order by id) from (select id, username, display_name, email, password_hash, about_me, locale, theme from users) u),
    (select string_agg(p::text, ',' order by id) from posts p),
    (select string_agg(f::text, ',' order by follower_id, followee_id) from follows f),
    (select string_agg(m::text, ',' order by id) from messages m),
    (select string_agg(concat(id, state), ',' order by id) from exports),
    (select string_agg(concat(id, expires_at > now()), ',' order by id) from api_tokens))) as state`);
  return row?.state ?? "";
}

const unix = (value: unknown) => (typeof value === "string" ? value.replaceAll("\r\n", "\n") : value);

/** What was taken is what was sent, after the normalisation that is documented. */
function assertKept({ sent = {} }: Asked, { json }: Reply): void {
  if ("body" in sent) expect(json.body).toBe(unix(sent.body));
  if ("about_me" in sent) expect(json.about_me).toBe(unix(sent.about_me) || null);
  if (typeof sent.username === "string") expect(json.username).toBe(sent.username.trim());
  if (typeof sent.name === "string") expect(json.name).toBe(sent.name.normalize("NFC").trim() || null);
}

describe("hostile requests", () => {
  it.each(OPERATIONS.map((operation) => [operation.id, operation] as const))(
    "to %s are refused or kept as they are; nothing breaks and nothing changes unasked",
    { timeout: 120_000 },
    async (_, operation) => {
      let taken = 0;
      await fc.assert(
        fc.asyncProperty(requests(operation, susan.id, kim.id), async (request) => {
          const { headers = {} } = request.call;
          if (headers.authorization === SUSANS) {
            request.call.headers = { ...headers, authorization: `Bearer ${await api.token(susan.id)}` };
          }
          if (request.path.includes(OWN_POST)) {
            request.path = request.path.replace(OWN_POST, String(await api.post(susan.id)));
          }
          const before = await state();
          const reply = await api.call(request.path, request.call);
          asked += 1;
          if (reply.status < 300) taken += 1;
          expect(reply.status).toBeLessThan(500);
          if (operation.method === "GET" || reply.status >= 400) expect(await state()).toBe(before);
          else if (reply.json && operation.body) assertKept(request, reply);
        }),
        { numRuns, seed },
      );
      // Where everything is refused, nothing has been tried.
      if (numRuns > HARDLY_ANY) expect(taken).toBeGreaterThan(operation.body ? 3 : 20);
    },
  );

  afterAll(() => {
    expect(asked).toBeGreaterThanOrEqual(numRuns * OPERATIONS.length);
  });
});
