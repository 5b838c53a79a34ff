import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { apiTokens } from "@/db/schema";
import { fingerprint } from "@/lib/crypto";
import { basic, PASSWORD, type TestMember } from "../support/api-client";
import { servedApi } from "../support/served-api";

const api = servedApi();
let susan: TestMember;

beforeAll(async () => {
  susan = await api.member("susan");
});

const ask = (headers: Record<string, string>) => api.call("/api/tokens", { method: "POST", headers });
const me = (token: string) => api.call("/api/me", { token });
const REFUSED = { status: 401, text: '{"error":"Unauthorized"}' };

describe("POST /api/tokens", () => {
  it("gives a new token each time, for an hour, and stores its fingerprint only", async () => {
    const [one, two] = [await ask(basic("susan", PASSWORD)), await ask(basic("SUSAN", PASSWORD))];
    expect(one).toMatchObject({ status: 200, json: { token: expect.stringMatching(/^mbp_\w{36}$/) } });
    expect(Object.keys(one.json)).toEqual(["token"]);
    expect(two.json.token).not.toBe(one.json.token);
    const [row] = await api.db
      .select({ seconds: sql<number>`extract(epoch from expires_at - created_at)::int` })
      .from(apiTokens)
      .where(eq(apiTokens.hash, fingerprint(one.json.token)));
    expect(row?.seconds).toBe(3600);
    expect((await me(one.json.token)).status).toBe(200);
    const stored = await api.db.execute(sql`select * from api_tokens`);
    expect(JSON.stringify(stored)).not.toContain(one.json.token);
  });

  it.each([
    ["no header", {}],
    ["a wrong password", basic("susan", "wrong")],
    ["an unknown name", basic("nobody", PASSWORD)],
    ["the email", basic("susan@example.com", PASSWORD)],
    ["no colon", { authorization: `Basic ${Buffer.from("susan").toString("base64")}` }],
    [
      "bytes that are no UTF-8",
      { authorization: `Basic ${Buffer.from("susan:\xff\xfe", "latin1").toString("base64")}` },
    ],
    [
      "an overlong encoding",
      { authorization: `Basic ${Buffer.from("susan:\xc0\xaf", "latin1").toString("base64")}` },
    ],
    ["no base64", { authorization: "Basic %%%" }],
    ["a NUL", basic("susan\0", PASSWORD)],
    ["a long password", basic("susan", "x".repeat(5_000))],
    ["an empty one", { authorization: "Basic Og==" }],
  ])("refuses %s in the same way", async (_, headers) => {
    const reply = await ask(headers);
    expect(reply).toMatchObject(REFUSED);
    expect(reply.headers.get("www-authenticate")).toBe('Basic realm="Authentication Required"');
  });

  it("takes no token for another one", async () => {
    const reply = await api.call("/api/tokens", { method: "POST", token: susan.token });
    expect(reply.status).toBe(401);
  });

  it("keeps at most fifty, the oldest goes first, also when many come at once", async () => {
    const kim = await api.member("kim");
    // A dozen at once, since only so many passwords are checked in the same moment.
    for (let given = 0; given < 60; given += 12) {
      const replies = await Promise.all(Array.from({ length: 12 }, () => ask(basic("kim", PASSWORD))));
      expect(replies.map(({ status }) => status)).toEqual(Array(12).fill(200));
    }
    const live = await api.db.$count(apiTokens, sql`user_id = ${kim.id} and expires_at > now()`);
    expect(live).toBe(50);
    expect((await me(kim.token)).status).toBe(401);
  });
});
