import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase } from "../support/database";
import { note } from "../support/figures";
import { send as sendTo } from "../support/pieces";
import { residentMb } from "../support/process";
import { type BuiltServer, builtServer, hiddenOn, SECRET } from "../support/server";
import { type Visitor, visitors } from "../support/visitors";

const TEN_MB = 10 * 1024 * 1024;
const fresh = freshDatabase({ max: 5 });
let server: BuiltServer;
let ann: Visitor;
let form: Record<string, string>;

beforeAll(async () => {
  server = await builtServer({ DATABASE_URL: fresh.url, AUTH_SECRET: SECRET });
  await server.start();
  const [first] = await visitors(fresh.db, { count: 1, secret: SECRET });
  if (!first) throw new Error("nobody was made");
  ann = first;
  form = await hiddenOn(server.url, "body", ann.cookie);
  // The first of its kind finds a cold server.
  for (const { path, headers } of DOORS) await send(path, headers(), [Buffer.from("cold")]);
});
afterAll(() => server?.kill("SIGKILL"));

const JSON_TYPE = { "content-type": "application/json" };
const FORM_TYPE = { "content-type": "multipart/form-data; boundary=----proof" };

const DOORS = [
  { path: "/", headers: () => ({ ...FORM_TYPE, ...ann.cookie, origin: server.url }) },
  { path: "/auth/login", headers: () => ({ ...FORM_TYPE, origin: server.url }) },
  { path: "/api/posts", headers: () => ({ ...JSON_TYPE, ...ann.bearer }) },
  { path: "/api/auth/callback/credentials", headers: () => ({ ...JSON_TYPE, origin: server.url }) },
];

/** The beginning of a form or of a JSON text that would be taken, if it ended in time. */
function pieces(path: string, bytes: number): Buffer[] {
  const fields = Object.entries({ ...form, body: "" });
  const part = ([name, value]: string[]) =>
    `------proof\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}`;
  const opening = path.startsWith("/api") ? '{"body":"' : fields.map(part).join("\r\n");
  const all = Buffer.alloc(bytes, "a");
  all.write(opening);
  return Array.from({ length: Math.ceil(bytes / 65_536) }, (_, index) =>
    all.subarray(index * 65_536, (index + 1) * 65_536),
  );
}

const send = (path: string, headers: Record<string, string>, given: Buffer[]) =>
  sendTo(server.url + path, headers, given);

const postCount = async () => {
  const [row] = await fresh.db.execute<{ count: number }>(sql`select count(*)::int as count from posts`);
  return row?.count;
};

it("a body that says it is too large is refused at once", async () => {
  const times: number[] = [];
  for (const { path, headers } of DOORS) {
    for (let round = 0; round < 5; round += 1) {
      const { status, ms } = await send(
        path,
        { ...headers(), "content-length": String(TEN_MB) },
        pieces(path, 65_536),
      );
      expect(status, path).toBe(413);
      times.push(ms);
    }
  }
  note("D5", "10 MB by Content-Length: 413 ≤ 200 ms", `worst ${Math.max(...times).toFixed(0)} ms`);
  expect(Math.max(...times)).toBeLessThan(200);
});

it("one that does not say is refused as soon as it is", async () => {
  let most = 0;
  for (const { path, headers } of DOORS) {
    const { status, sentBytes } = await send(
      path,
      { ...headers(), "transfer-encoding": "chunked" },
      pieces(path, TEN_MB),
    );
    // Somebody who goes on writing may find the connection closed before the answer is read.
    expect([413, 0], path).toContain(status);
    most = Math.max(most, sentBytes);
  }
  note(
    "D5",
    "10 MB without a length: cut off, nothing stored",
    `after ${(most / 1024 / 1024).toFixed(1)} MB at the most, ${await postCount()} posts`,
  );
  expect(most).toBeLessThan(TEN_MB);
  expect(await postCount()).toBe(0);
});

it("compressed ones are refused, whatever they hold", async () => {
  const bomb = gzipSync(Buffer.alloc(TEN_MB, "a"));
  const statuses: number[] = [];
  for (const { path, headers } of DOORS) {
    const packed = { ...headers(), "content-encoding": "gzip", "content-length": String(bomb.length) };
    statuses.push((await send(path, packed, [bomb])).status);
  }
  note("D5", "compressed bodies: 415", statuses.join(", "));
  expect(new Set(statuses)).toEqual(new Set([415]));
});

it("many at once leave no trace in the memory", async () => {
  const flood = () =>
    Promise.all(
      Array.from({ length: 50 }, (_, number) => {
        const { path, headers } = DOORS[number % DOORS.length] ??
          DOORS[0] ?? { path: "/", headers: () => ({}) };
        return send(path, { ...headers(), "transfer-encoding": "chunked" }, pieces(path, 1024 * 1024));
      }),
    );
  for (let round = 0; round < 4; round += 1) await flood();
  await sleep(5_000);
  const before = residentMb(server.pid);
  for (let round = 0; round < 4; round += 1) await flood();
  await sleep(10_000);
  const after = residentMb(server.pid);
  note(
    "D5",
    "200 × 1 MB, 50 at once: memory back within 50 MB",
    `${before.toFixed(0)} to ${after.toFixed(0)} MB`,
  );
  expect(after - before).toBeLessThan(50);
  expect(await postCount()).toBe(0);
});
