import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase } from "../support/database";
import { note } from "../support/figures";
import { member, PASSWORD } from "../support/members";
import { type BuiltServer, builtServer, hiddenOn, post } from "../support/server";

const fresh = freshDatabase({ max: 5 });
let server: BuiltServer;

const serve = async (env: Record<string, string>) => {
  await server?.kill("SIGKILL");
  server = await builtServer({ DATABASE_URL: fresh.url, JOBS: "off", ...env });
  await server.start();
};
beforeAll(async () => {
  for (const name of ["ann", "bob", "cleo"]) await member(fresh.db, name);
});
afterAll(() => server?.kill("SIGKILL"));

/** One wrong or right password from an address that the client makes up. */
async function guess(identifier: string, password: string, from: string) {
  const form = await hiddenOn(`${server.url}/auth/login`, "identifier");
  const forwarded = {
    "x-forwarded-for": from,
    "x-real-ip": from,
    forwarded: `for=${from}`,
    "cf-connecting-ip": from,
  };
  return post(`${server.url}/auth/login`, { ...form, identifier, password }, forwarded);
}

const address = (number: number) => `203.0.${number >> 8}.${number & 255}`;

it("a thousand guesses from as many forged addresses are as good as ten", async () => {
  // One trusted proxy that overwrites the header would be needed for these to count, and there is none.
  await serve({ RATE_LIMITS: "on" });
  const statuses: Record<number, number> = {};
  for (let number = 0; number < 1_000; number += 1) {
    const { status } = await guess("bob", `guess number ${number}`, address(number));
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  const last = await guess("bob", PASSWORD, address(9_999));
  note(
    "F4",
    "1000 guesses at one account: ≤ 10 looked at",
    `${statuses[401] ?? 0}, ${statuses[429] ?? 0} refused`,
  );
  expect(statuses[401]).toBeLessThanOrEqual(10);
  expect((statuses[401] ?? 0) + (statuses[429] ?? 0)).toBe(1_000);
  expect([last.status, Number(last.headers["retry-after"]) > 0]).toEqual([429, true]);
});

it("one password on two hundred accounts from one address is looked at 25 times", async () => {
  await fresh.db.execute(sql`delete from rate_limits`);
  const statuses: Record<number, number> = {};
  for (let number = 0; number < 200; number += 1) {
    const { status } = await guess(`nobody${number}`, "password of the year", address(number));
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  note(
    "F4",
    "1 password on 200 accounts: ≤ 25 looked at",
    `${statuses[401] ?? 0}, ${statuses[429] ?? 0} refused`,
  );
  expect(statuses[401]).toBeLessThanOrEqual(25);
  expect(statuses[429]).toBeGreaterThanOrEqual(175);
});

it("the owner is let in from a browser they have used before", async () => {
  await fresh.db.execute(sql`delete from rate_limits`);
  const entered = await guess("cleo", PASSWORD, address(1));
  expect(entered.status).toBe(303);
  const known = (entered.headers["set-cookie"] ?? [])
    .map((cookie) => cookie.split(";", 1)[0] ?? "")
    .filter((cookie) => !cookie.startsWith("mb.session"))
    .join("; ");
  for (let number = 0; number < 12; number += 1) await guess("cleo", "wrong", address(number));
  const form = await hiddenOn(`${server.url}/auth/login`, "identifier");
  const fields = { ...form, identifier: "cleo", password: PASSWORD };
  const own = await post(`${server.url}/auth/login`, fields, { cookie: known });
  const strange = await post(`${server.url}/auth/login`, fields);
  note("F4", "locked account: owner's browser in, others not", `${own.status}, ${strange.status}`);
  expect([own.status, strange.status]).toEqual([303, 429]);
});
