import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { freshDatabase } from "../support/database";
import { note } from "../support/figures";
import { member, PASSWORD } from "../support/members";
import { signIn, submit } from "../support/script-free";
import { ask, type BuiltServer, builtServer, hiddenOn, post, SECRET } from "../support/server";
import { type Visitor, visitors } from "../support/visitors";

const PAGES = [
  "/",
  "/explore",
  "/user/visitor0",
  "/user/visitor0/following",
  "/messages",
  "/settings/sessions",
  "/settings/account",
  "/search?q=written",
];
const ADDRESSES = ["/api/posts", "/api/me", "/api/users/1"];
const fresh = freshDatabase({ max: 5 });
let server: BuiltServer;
let ann: Visitor;

beforeAll(async () => {
  [ann] = (await visitors(fresh.db, { count: 1, secret: SECRET })) as [Visitor];
  await member(fresh.db, "susan");
  server = await builtServer({ DATABASE_URL: fresh.url, AUTH_SECRET: SECRET });
  await server.start();
});
afterAll(() => server?.kill("SIGKILL"));

/** As it is on a standby, or when the disk is full; connections that stand find out at their next start. */
async function makeReadOnly(isReadOnly: boolean): Promise<void> {
  const mode = isReadOnly ? "on" : "off";
  // This session decides for itself.
  await fresh.db.transaction(async (tx) => {
    await tx.execute(sql.raw("set transaction read write"));
    await tx.execute(
      sql.raw(
        `alter database "${new URL(fresh.url).pathname.slice(1)}" set default_transaction_read_only = ${mode}`,
      ),
    );
  });
  await fresh.db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`);
  // Who is the first on a connection that is gone is told to come back.
  await Promise.all(Array.from({ length: 20 }, () => ask(`${server.url}/explore`, { headers: ann.cookie })));
}

const api = (method: string, path: string, body?: object) =>
  ask(`${server.url}${path}`, {
    method,
    headers: { ...ann.bearer, "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
const write = (body: string) => api("POST", "/api/posts", { body });

it("a database that takes nothing still shows its pages, says of what is written that it comes too soon, and is well afterwards", async () => {
  expect((await write("written before")).status).toBe(201);
  const form = await hiddenOn(server.url, "body", ann.cookie);
  const stranger = await hiddenOn(`${server.url}/auth/login`, "identifier");
  // Who was here is noted with the next page, which must not depend on it.
  await fresh.db.execute(
    sql`update sessions set created_at = now() - interval '1 day', last_used_at = now() - interval '1 hour'`,
  );
  await fresh.db.execute(sql`update users set last_seen_at = now() - interval '1 hour'`);
  await makeReadOnly(true);
  try {
    const read: string[] = [];
    for (const path of PAGES) {
      const { status } = await ask(server.url + path, { headers: ann.cookie });
      read.push(`${status} ${path}`);
    }
    for (const path of ADDRESSES) read.push(`${(await api("GET", path)).status} ${path}`);
    const shown = read.filter((line) => line.startsWith("200 ")).length;
    note("A10", `${read.length} pages and addresses are read`, `${shown} of ${read.length}`);
    expect(read).toEqual([...PAGES, ...ADDRESSES].map((path) => `200 ${path}`));

    const refused = [
      await post(`${server.url}/`, { ...form, body: "written meanwhile" }, ann.cookie),
      await post(`${server.url}/auth/login`, { ...stranger, identifier: "susan", password: PASSWORD }),
      await write("written meanwhile"),
    ];
    const statuses = refused.map(({ status, headers }) => `${status}, Retry-After ${headers["retry-after"]}`);
    note("A10", "a post, a sign-in and a post of a program: 503 and Retry-After", statuses.join("; "));
    expect(statuses).toEqual(refused.map(() => "503, Retry-After 5"));
    expect(refused[0]?.body).toContain("written meanwhile");
    expect(refused[0]?.body).toMatch(/role="alert"/);
    expect((await ask(`${server.url}/healthz`)).status).toBe(200);
  } finally {
    await makeReadOnly(false);
  }
  const overAt = performance.now();
  await vi.waitFor(async () => expect((await write("written after")).status).toBe(201), { timeout: 15_000 });
  note("A10", "written again ≤ 3 s after", `${((performance.now() - overAt) / 1_000).toFixed(2)} s`);
  expect((await ask(`${server.url}/settings/sessions`, { headers: ann.cookie })).status).toBe(200);
  const own = await signIn(server.url, "susan", PASSWORD);
  expect((await submit(server.url, "/", { body: "susan writes" }, own)).status).toBe(303);
  const rows = await fresh.db.execute(sql`select 1 from posts where body = 'written meanwhile'`);
  expect([...rows]).toEqual([]);
});
