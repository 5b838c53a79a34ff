import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Postgres, startPostgres } from "@/bin/postgres/server";
import { type Connection, connect } from "@/db/connection";
import { migrate } from "@/db/migrate";
import { note } from "../support/figures";
import { firstSuccessAfter, inWords, keepLedger, type Ledger, missingOf } from "../support/ledger";
import { cpuSeconds } from "../support/process";
import { openRelay, type Relay } from "../support/relay";
import { ask, type BuiltServer, builtServer, SECRET } from "../support/server";
import { type Visitor, visitors } from "../support/visitors";
import { ABSENCE_SECONDS, ENOUGH_MS } from "./lengths";

const WRITERS = 20;
const READERS = 10;

let folder: string;
let database: Postgres;
let relay: Relay;
let server: BuiltServer;
let direct: Connection;
let people: Visitor[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "microblog-outage-"));
  database = await startPostgres(folder);
  await migrate(database.url);
  direct = connect({ url: database.url, max: 5, prepare: true });
  people = await visitors(direct.db, { count: 50, secret: SECRET });
  relay = await openRelay(database.url);
  server = await builtServer({ DATABASE_URL: relay.url, DATA_DIR: folder });
  await server.start();
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await relay?.close();
  await direct?.close();
  await database?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Has people write and read while `trouble` comes and goes, and proves what is promised of it. */
async function weather(promise: string, name: string, trouble: () => Promise<void>): Promise<Ledger> {
  const crowd = people.slice(0, WRITERS + READERS);
  const ledger = keepLedger({ url: () => server.url, people: crowd, writers: WRITERS, breathMs: 200 });
  await sleep(2_000);
  await trouble();
  const calmSince = performance.now();
  await vi.waitFor(() => expect(firstSuccessAfter(ledger, calmSince)).toBeLessThan(60_000), {
    timeout: 60_000,
  });
  await sleep(1_000);
  await ledger.stop();
  const recoveredMs = firstSuccessAfter(ledger, calmSince);
  const lost = await missingOf(ledger, direct.db);
  note(promise, `${name}: nothing lost`, `${lost.length} of ${ledger.acknowledged.size} lost`);
  note(promise, `${name}: worst ≤ 6 s`, `${(ledger.worstMs / 1_000).toFixed(1)} s (${inWords(ledger)})`);
  note(promise, `${name}: well again ≤ 3 s`, `${(recoveredMs / 1_000).toFixed(2)} s`);
  expect(ledger.acknowledged.size).toBeGreaterThan(0);
  expect(lost).toEqual([]);
  expect(ledger.wrong).toEqual([]);
  expect(ledger.statuses[503] ?? 0).toBeGreaterThan(0);
  expect(ledger.worstMs).toBeLessThan(6_000);
  expect(recoveredMs).toBeLessThan(3_000);
  await expectEverybodySignedIn(name);
  return ledger;
}

async function expectEverybodySignedIn(name: string): Promise<void> {
  const statuses: number[] = [];
  for (const { cookie } of people) {
    statuses.push((await ask(`${server.url}/settings/sessions`, { headers: cookie })).status);
  }
  const kept = statuses.filter((status) => status === 200).length;
  note("A5", `${name}: 50 cookies still good, none cleared`, `${kept} of ${people.length}`);
  expect(kept).toBe(people.length);
}

it("a database that is stopped for two seconds, three times", async () => {
  await weather("A2", "stopped 3 × 2 s", async () => {
    for (let round = 0; round < 3; round += 1) {
      await database.stop();
      await sleep(2_000);
      database = await startPostgres(folder);
      await sleep(1_000);
    }
  });
});

it("a database that is restarted at once", async () => {
  await weather("A2", "restarted (fast)", async () => {
    await database.stop();
    database = await startPostgres(folder);
  });
});

it("a database that crashes and comes back by itself", async () => {
  await weather("A2", "crashed (immediate)", async () => {
    const [pid] = readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n");
    process.kill(Number(pid), "SIGQUIT");
    await sleep(500);
    await vi.waitFor(() => direct.db.execute(sql`select 1`), { timeout: 30_000, interval: 50 });
  });
});

it(`a database that is silent for ${ABSENCE_SECONDS} s`, { timeout: ENOUGH_MS }, async () => {
  await weather("A3", `silent for ${ABSENCE_SECONDS} s`, async () => {
    await relay.turn("freeze");
    await sleep(ABSENCE_SECONDS * 500);
    const [alive, ready] = [await ask(`${server.url}/healthz`), await ask(`${server.url}/readyz`)];
    note("A3", "/healthz 200, /readyz 503 meanwhile", `${alive.status}, ${ready.status}`);
    expect([alive.status, ready.status]).toEqual([200, 503]);
    await sleep(ABSENCE_SECONDS * 500);
    await relay.turn("ok");
  });
});

it("connections that are closed in good order as soon as they stand", async () => {
  await weather("A4", "FIN for 10 s", async () => {
    await relay.turn("fin");
    relay.cut();
    await sleep(10_000);
    await relay.turn("ok");
  });
});

it("a server that is started while its database closes every connection", async () => {
  await server.kill("SIGKILL");
  await relay.turn("fin");
  await server.start();
  const first = await ask(server.url, { headers: people[0]?.cookie });
  note("A4", "first answer after a start ≤ 6 s", `${first.status} after ${(first.ms / 1_000).toFixed(2)} s`);
  const before = cpuSeconds(server.pid);
  await sleep(10_000);
  const share = ((cpuSeconds(server.pid) - before) / 10) * 100;
  note("A4", "under 5 % of a core meanwhile", `${share.toFixed(1)} %`);
  await relay.turn("ok");
  expect([first.status, first.headers["retry-after"]]).toEqual([503, "5"]);
  expect(first.ms).toBeLessThan(6_000);
  expect(share).toBeLessThan(5);
  const ready = async () => expect((await ask(`${server.url}/readyz`)).status).toBe(200);
  await vi.waitFor(ready, { timeout: 45_000 });
});
