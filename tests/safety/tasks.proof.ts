import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { exportTasks, imports } from "@/db/schema";
import { startExport } from "@/lib/exports/mutations";
import { FILE_MAX_BYTES } from "@/lib/imports/schema";
import { setScene } from "../support/callers";
import { freshDatabase } from "../support/database";
import { expectedFile } from "../support/export-file";
import { type Providers, startProviders } from "../support/fakes/providers";
import { note } from "../support/figures";
import { postsOf, sendFile, writeMoments } from "../support/imports";
import { people } from "../support/people";
import { ask, type BuiltServer, builtServer, SECRET } from "../support/server";

const POSTS = 40_000;
const KILLS = 4;

const fresh = freshDatabase({ max: 5 });
let fake: Providers;
let server: BuiltServer;

beforeAll(async () => {
  fake = await startProviders();
  server = await builtServer({
    DATABASE_URL: fresh.url,
    RESEND_API_KEY: "re_key",
    RESEND_BASE_URL: fake.url,
  });
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await fake?.close();
});

/** Kills the server each time it has got further, and lets it come to the end at last. */
async function killAlongTheWay(progress: () => Promise<number>, isEnded: () => Promise<boolean>) {
  let reached = 0;
  const killedAt: number[] = [];
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await server.start();
    await vi.waitFor(async () => expect((await isEnded()) || (await progress()) > reached).toBe(true), {
      timeout: 90_000,
      interval: 5,
    });
    await server.kill("SIGKILL");
    reached = await progress();
    killedAt.push(reached);
  }
  const restartedAt = performance.now();
  await server.start();
  await vi.waitFor(async () => expect(await isEnded()).toBe(true), { timeout: 120_000, interval: 200 });
  return { killedAt, seconds: ((performance.now() - restartedAt) / 1_000).toFixed(1) };
}

describe("however often the server is killed", () => {
  afterEach(() => server.kill("SIGKILL"));

  it(`an export of ${POSTS} posts ends in one mail with the whole file`, async () => {
    const [susan] = await people(fresh.db, "susan");
    for (let part = 0; part < 10; part += 1) await writeMoments(fresh.db, susan.viewer.id, POSTS / 10);
    const expected = await expectedFile(fresh.db, susan.viewer.id);
    await startExport(susan, "en");
    const pieces = async () => {
      const [row] = await fresh.db.execute<{ count: number }>(
        sql`select coalesce(sum(octet_length(content)), 0)::int as count from export_pieces`,
      );
      return row?.count ?? 0;
    };
    // The mail takes so long that the server is also killed while it is on its way.
    fake.latencyMs = 300;
    const isDone = async () => (await fresh.db.select().from(exportTasks))[0]?.state === "done";
    let kills = 0;
    const { killedAt, seconds } = await killAlongTheWay(async () => {
      kills += 1;
      // What a try has written is written anew by the next one.
      return (await pieces()) > 0 ? kills : 0;
    }, isDone);
    expect(fake.mails).toHaveLength(1);
    const [file] = fake.mails[0]?.attachments ?? [];
    expect(Buffer.from(file?.content ?? "", "base64").toString() === expected).toBe(true);
    fake.latencyMs = 0;
    const reached = `${fake.mails.length} mail, ${seconds} s after the last of ${killedAt.length} kills`;
    note("A6", `an export of ${POSTS} posts, killed again and again: one mail with the whole file`, reached);
  });

  it("an import writes each of its posts once", async () => {
    const [john] = await people(fresh.db, "john");
    const posts = Array.from({ length: POSTS }, (_, at) => ({
      body: `Post ${at} – ñandú 안녕`,
      timestamp: new Date(Date.UTC(2019, 0, 1) + Math.floor(at / 3) * 1_000).toISOString(),
    }));
    const importId = await sendFile(john, JSON.stringify({ posts }));
    const task = async () => {
      const [row] = await fresh.db.select().from(imports).where(eq(imports.id, importId));
      return row ?? { passed: 0, state: "failed", written: 0 };
    };
    const step = POSTS / (KILLS + 1);
    const { killedAt, seconds } = await killAlongTheWay(
      async () => Math.floor((await task()).passed / step),
      async () => (await task()).state === "done",
    );
    const stored = await postsOf(fresh.db, john.viewer.id);
    const lines = stored.map(({ body, at }) => `${at.toISOString()} ${body}`);
    expect(lines.toSorted()).toEqual(posts.map(({ body, timestamp }) => `${timestamp} ${body}`).toSorted());
    expect(await task()).toMatchObject({ written: POSTS, skipped: {} });
    const times = stored.map(({ at }) => at.getTime());
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    const reached = `${stored.length} stored, ${seconds} s after the last of ${killedAt.length} kills`;
    note("A6", `an import of ${POSTS} posts, killed again and again: each once`, reached);
  });
});

it("a file that is too large is told so, before it is read", async () => {
  await server.start();
  const scene = await setScene(fresh.db, SECRET, "owner");
  const headers = {
    ...scene.headers,
    origin: server.url,
    "content-type": "multipart/form-data; boundary=x",
    "content-length": String(FILE_MAX_BYTES + 100_000),
  };
  const answer = await ask(`${server.url}/settings/import`, { method: "POST", headers, body: "--x" });
  expect([answer.status, answer.headers.location]).toEqual([303, "/settings/export"]);
  const [flash = ""] = /mb\.flash=([^;]+)/.exec(String(answer.headers["set-cookie"]))?.slice(1) ?? [];
  expect(JSON.parse(Buffer.from(flash, "base64url").toString())).toMatchObject({ key: "importTooLarge" });
});
