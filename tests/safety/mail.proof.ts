import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { LIFETIME_MINUTES } from "@/lib/proofs/schema";
import { freshDatabase } from "../support/database";
import { type Mode, type Providers, startProviders } from "../support/fakes/providers";
import { note, quantile } from "../support/figures";
import { PASSWORD } from "../support/members";
import { type BuiltServer, builtServer, hiddenOn, post, SECRET } from "../support/server";
import { visitors } from "../support/visitors";
import { ABSENCE_SECONDS, ENOUGH_MS } from "./lengths";

const EACH = 100;
/** How long a link that resets a password is good. */
const LINK_MS = LIFETIME_MINUTES.resetPassword * 60_000;
const DOWN_MS = ABSENCE_SECONDS * 1_000;
const fresh = freshDatabase({ max: 5 });
let fake: Providers;
let server: BuiltServer;

beforeAll(async () => {
  fake = await startProviders();
  const mail = { RESEND_API_KEY: "re_key", RESEND_BASE_URL: fake.url };
  server = await builtServer({ DATABASE_URL: fresh.url, ...mail });
  await server.start();
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await fake?.close();
});

it(`sends ${2 * EACH} mails once each after the provider was away`, { timeout: ENOUGH_MS }, async () => {
  await visitors(fresh.db, { count: EACH, secret: SECRET });
  const reset = await hiddenOn(`${server.url}/auth/reset-password`, "email");
  const register = await hiddenOn(`${server.url}/auth/register`, "passwordAgain");
  const modes: Mode[] = ["500", "hang", "429"];
  const downSince = performance.now();
  const wanted: { address: string; overAt: number }[] = [];
  const times: number[] = [];
  const turn = () => {
    fake.mode = modes[Math.floor((performance.now() - downSince) / 10_000) % modes.length] ?? "500";
  };
  for (let number = 0; number < EACH; number += 1) {
    turn();
    const email = `visitor${number}@example.org`;
    const asked = await post(`${server.url}/auth/reset-password`, { ...reset, email });
    const username = `newcomer${number}`;
    const account = {
      username,
      email: `${username}@example.org`,
      password: PASSWORD,
      passwordAgain: PASSWORD,
    };
    const made = await post(`${server.url}/auth/register`, { ...register, ...account });
    expect([asked.status, made.status]).toEqual([303, 303]);
    wanted.push({ address: email, overAt: performance.now() + LINK_MS });
    wanted.push({ address: account.email, overAt: Number.POSITIVE_INFINITY });
    times.push(asked.ms);
  }
  while (performance.now() - downSince < DOWN_MS) {
    turn();
    await sleep(200);
  }
  expect(fake.mails).toEqual([]);
  const tries = fake.calls.length;
  fake.mode = "ok";
  const recoveredAt = performance.now();
  const sent = () => fake.mails.map(({ to }) => to[0] ?? "").toSorted();
  // A link that is over by now is not sent any more.
  const unsent = () => wanted.filter(({ address }) => !sent().includes(address));
  const missing = () => unsent().filter(({ overAt }) => overAt > performance.now());
  await vi.waitFor(() => expect(missing()).toEqual([]), { timeout: 120_000, interval: 200 });
  const seconds = (performance.now() - recoveredAt) / 1_000;
  await sleep(3_000);
  const p95 = quantile(times, 0.95);
  note(
    "A7",
    `${wanted.length} mails asked for in ${ABSENCE_SECONDS} s without the provider: each sent once`,
    `${fake.mails.length} sent, ${unsent().length} links were over by then`,
  );
  note("A7", "all there ≤ 60 s after it is back", `${seconds.toFixed(1)} s (${tries} tries meanwhile)`);
  note("B3", "a reset is asked for ≤ 500 ms meanwhile", `p95 ${p95.toFixed(0)} ms`);
  const due = wanted.filter((mail) => !unsent().includes(mail)).map(({ address }) => address);
  expect(sent()).toEqual(due.toSorted());
  expect(seconds).toBeLessThan(60);
  expect(p95).toBeLessThan(500);
});
