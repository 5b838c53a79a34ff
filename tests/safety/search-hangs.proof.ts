import { afterAll, beforeAll, expect, it } from "vitest";
import { publish } from "@/lib/posts/mutations";
import { sessionCookie } from "../support/callers";
import { freshDatabase } from "../support/database";
import {
  type FakeMeilisearch,
  INDEX_KEY,
  type MeilisearchMode,
  SEARCH_KEY,
  startMeilisearch,
} from "../support/fakes/meilisearch";
import { member } from "../support/members";
import { ask, type BuiltServer, builtServer } from "../support/server";

const SECRET = "proves-what-the-proofs-prove-0123456789";
const PAGES = ["/", "/explore", "/user/reader"];
const ROUNDS = 150;
/** As long as the search server is waited for, five times; then it is left alone. */
const TIMEOUT_MS = 800;
const PATIENCE = 5;

const fresh = freshDatabase({ max: 5 });
let fake: FakeMeilisearch;
let server: BuiltServer;
let headers: { cookie: string };

beforeAll(async () => {
  fake = await startMeilisearch();
  server = await builtServer({
    DATABASE_URL: fresh.url,
    AUTH_SECRET: SECRET,
    RESEND_API_KEY: "re_key",
    JOBS: "cron",
    CRON_SECRET: SECRET,
    MEILISEARCH_URL: fake.url,
    MEILISEARCH_SEARCH_KEY: SEARCH_KEY,
    MEILISEARCH_INDEX_KEY: INDEX_KEY,
  });
  await server.start();
  const { ctx, sessionId } = await member(fresh.db, "reader");
  for (let count = 0; count < 30; count += 1) {
    await publish(ctx, { body: `Number ${count}`, key: crypto.randomUUID() });
  }
  headers = await sessionCookie(sessionId, SECRET);
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await fake?.close();
});

const percentile = (values: number[], part: number) =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * part)] ?? 0;

async function timesOf(paths: string[], rounds: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const path of paths) {
      const { status, ms } = await ask(server.url + path, { headers });
      expect(status).toBe(200);
      times.push(ms);
    }
  }
  return times;
}

const search = async () => (await timesOf(["/search?q=number"], 1))[0] ?? 0;

it("pages are as quick as ever while the search server hangs, and searches after five of them", async () => {
  await timesOf([...PAGES, "/search?q=number"], 30);
  const times: Record<string, number[]> = { ok: [], hang: [] };
  const searches: number[] = [];
  // In turns, so that whatever else this machine does meets both alike.
  for (let turn = 0; turn < 6; turn += 1) {
    for (const mode of ["ok", "hang"] as MeilisearchMode[]) {
      fake.mode = mode;
      // Somebody searches meanwhile.
      if (mode === "hang") searches.push(await search());
      times[mode]?.push(...(await timesOf(PAGES, ROUNDS / 6)));
    }
  }
  const [ok, hang] = ["ok", "hang"].map((mode) => percentile(times[mode] ?? [], 0.95));
  for (let count = 0; count < 40; count += 1) searches.push(await search());
  const waited = searches.filter((ms) => ms >= TIMEOUT_MS);
  console.info(
    `p95 of ${times.ok?.length} pages ${ok?.toFixed(1)} ms, while the search server hangs ${hang?.toFixed(1)} ms; ` +
      `${waited.length} of ${searches.length} searches waited, the longest ${Math.max(...searches).toFixed(0)} ms, the others' p95 ` +
      `${percentile(
        searches.filter((ms) => ms < TIMEOUT_MS),
        0.95,
      ).toFixed(1)} ms`,
  );
  expect(hang).toBeLessThan((ok ?? 0) * 1.5);
  // Once every so often somebody tries whether it answers again.
  expect(waited.length).toBeLessThanOrEqual(PATIENCE + 2);
  expect(Math.max(...searches)).toBeLessThan(1_500);
});
