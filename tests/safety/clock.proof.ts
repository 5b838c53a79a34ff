import { resolve } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { freshDatabase } from "../support/database";
import { type Providers, startProviders } from "../support/fakes/providers";
import { note } from "../support/figures";
import { member, PASSWORD } from "../support/members";
import { cookieIn, signIn, submit } from "../support/script-free";
import { ask, type BuiltServer, builtServer } from "../support/server";

const NEW_PASSWORD = "a brand new password";
/** More than a link that resets a password lives. */
const OFF_MINUTES = 11;
const fresh = freshDatabase({ max: 5 });
let fake: Providers;
let server: BuiltServer;

beforeAll(async () => {
  fake = await startProviders();
});
afterEach(async () => {
  await server?.kill("SIGKILL");
  await fresh.db.execute(sql`delete from rate_limits`);
  await fresh.db.execute(sql`delete from pgboss.instance`);
});
afterAll(() => fake?.close());

async function serve(offMinutes: number, zone: string): Promise<void> {
  server = await builtServer({
    DATABASE_URL: fresh.url,
    RESEND_API_KEY: "re_key",
    RESEND_BASE_URL: fake.url,
    RATE_LIMITS: "on",
    NODE_OPTIONS: `--require ${resolve("tests/support/shift-clock.cjs")}`,
    CLOCK_OFF_MINUTES: String(offMinutes),
    TZ: zone,
  });
  await server.start();
}

/** The address of the newest mail that resets somebody's password. */
async function resetLink(email: string): Promise<string> {
  const mailed = () => fake.mails.filter(({ to, subject }) => to[0] === email && subject.includes("Reset"));
  const before = mailed().length;
  await submit(server.url, "/auth/reset-password", { email });
  await vi.waitFor(() => expect(mailed().length).toBeGreaterThan(before), { timeout: 15_000 });
  return /http\S+/.exec(mailed().at(-1)?.text ?? "")?.[0] ?? "";
}

/** Follows a link, and chooses a password where that is still offered. @returns where it leads then */
async function resetBy(link: string): Promise<string | undefined> {
  const cookie = cookieIn((await ask(link)).headers["set-cookie"]);
  const page = await ask(`${server.url}/auth/reset-password/new`, { headers: { cookie } });
  if (!page.body.includes('name="passwordAgain"')) return undefined;
  const fields = { password: NEW_PASSWORD, passwordAgain: NEW_PASSWORD };
  return (await submit(server.url, "/auth/reset-password/new", fields, { cookie })).headers.location;
}

const tokenOf = async (name: string, password: string) => {
  const authorization = `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`;
  const answer = await ask(`${server.url}/api/tokens`, { method: "POST", headers: { authorization } });
  return { authorization: `Bearer ${JSON.parse(answer.body).token}` };
};

describe.each([
  [OFF_MINUTES, "Pacific/Auckland"],
  [-OFF_MINUTES, "America/St_Johns"],
])("a server whose clock is %i minutes off, in %s", (offMinutes, zone) => {
  it("goes by the database's", async () => {
    const name = offMinutes > 0 ? "early" : "late";
    const { email } = await member(fresh.db, name);
    await serve(offMinutes, zone);
    const ready = async () => expect((await ask(`${server.url}/readyz`)).status).toBe(200);
    await vi.waitFor(ready, { timeout: 15_000 });

    const own = await signIn(server.url, name, PASSWORD);
    const body = `written by ${name}`;
    expect((await submit(server.url, "/", { body }, own)).status).toBe(303);
    const page = (await ask(`${server.url}/user/${name}`, { headers: own })).body;
    const ages = [...page.matchAll(/<time class="when"[^>]*>([^<]*)</g)].map(([, age]) => age ?? "");
    expect(ages.length).toBeGreaterThan(0);
    expect(ages.filter((age) => !/^(now|\d+ seconds? ago)$/.test(age))).toEqual([]);

    const bearer = await tokenOf(name, PASSWORD);
    const withToken = async () => (await ask(`${server.url}/api/me`, { headers: bearer })).status;
    expect(await withToken()).toBe(200);
    await fresh.db.execute(sql`update api_tokens set expires_at = now() - interval '1 second'`);
    expect(await withToken()).toBe(401);

    // One link is followed at once, of another the time is over by the database's clock alone.
    const old = await resetLink(email);
    await fresh.db.execute(sql`update one_time_tokens set expires_at = now() - interval '1 second'`);
    expect(await resetBy(old)).toBeUndefined();
    expect(await resetBy(await resetLink(email))).toBe("/auth/login");

    const again = await signIn(server.url, name, NEW_PASSWORD);
    const isIn = async () =>
      (await ask(`${server.url}/settings/sessions`, { headers: again })).status === 200;
    expect(await isIn()).toBe(true);
    const [row] = await fresh.db.execute<{ days: number }>(
      sql`select extract(epoch from max(expires_at) - now())::float8 / 86400 as days from sessions`,
    );
    expect(row?.days).toBeCloseTo(30, 2);
    await fresh.db.execute(sql`update sessions set expires_at = now() - interval '1 second'`);
    expect(await isIn()).toBe(false);
    await fresh.db.execute(sql`delete from sessions`);

    let refused = await submit(server.url, "/auth/login", { identifier: name, password: "wrong" });
    for (let guess = 0; guess < 12; guess += 1) {
      refused = await submit(server.url, "/auth/login", { identifier: name, password: "wrong" });
    }
    const seconds = Number(refused.headers["retry-after"]);
    expect(refused.status).toBe(429);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(15 * 60);
    note(
      "E10",
      `clock off by ${offMinutes} min: ages, tokens, links, sessions and limits by the database's`,
      `"${ages[0]}"; limit over in ${seconds} s`,
    );
  });
});
