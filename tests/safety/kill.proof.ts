import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { ViewerContext } from "@/lib/context";
import { adoptEnvironment } from "@/lib/env";
import { startExport } from "@/lib/exports/mutations";
import { enqueue } from "@/lib/jobs/enqueue";
import { publish } from "@/lib/posts/mutations";
import { freshDatabase } from "../support/database";
import { type FakeMeilisearch, INDEX_KEY, SEARCH_KEY, startMeilisearch } from "../support/fakes/meilisearch";
import { type Providers, startProviders } from "../support/fakes/providers";
import { note } from "../support/figures";
import { people, writeMany } from "../support/people";
import { type BuiltServer, builtServer } from "../support/server";

const MAILS = 200;
const EXPORTS = 10;
const POSTS = 100;
const KILLS = 10;

const fresh = freshDatabase({ max: 5 });
let fake: Providers;
let search: FakeMeilisearch;
let server: BuiltServer;
let exporters: ViewerContext[];

beforeAll(async () => {
  fake = await startProviders();
  search = await startMeilisearch();
  // So slow that at every moment some mails are on their way.
  fake.latencyMs = 400;
  const index = {
    MEILISEARCH_URL: search.url,
    MEILISEARCH_SEARCH_KEY: SEARCH_KEY,
    MEILISEARCH_INDEX_KEY: INDEX_KEY,
  };
  // Posts are written here, and have to tell the index as they would there.
  adoptEnvironment(index);
  const mail = { RESEND_API_KEY: "re_key", RESEND_BASE_URL: fake.url };
  server = await builtServer({ DATABASE_URL: fresh.url, ...mail, ...index });
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await fake?.close();
  await search?.close();
});

/** Asks for mails, exports and an index that is right. @returns the keys of the mails to come */
async function askForAll(): Promise<string[]> {
  const names = Array.from({ length: MAILS }, (_, number) => `member${number}`);
  const members = await people(fresh.db, ...names);
  const wanted = members.map(({ viewer }) =>
    enqueue(
      { db: fresh.db, viewer: null },
      { kind: "passwords.tellChanged", userId: viewer.id, locale: "en" },
    ),
  );
  exporters = await people(fresh.db, ...Array.from({ length: EXPORTS }, (_, number) => `exporter${number}`));
  for (const [index, ctx] of exporters.entries()) {
    await writeMany(ctx, 300 * (index + 1));
    await startExport(ctx, "en");
  }
  for (let number = 0; number < POSTS; number += 1) {
    const [author] = members;
    if (author) await publish(author, { body: `to be found ${number}`, key: `post-${number}` });
  }
  return Promise.all(wanted);
}

/** What was published after the index was there has to be in it. */
const published = () =>
  fresh.db.execute<{ id: string }>(sql`select id::text from posts where body like 'to be found %'`);

const isExport = ({ attachments }: { attachments?: unknown[] }) => (attachments?.length ?? 0) > 0;

async function expectFiles(): Promise<void> {
  for (const { viewer } of exporters) {
    const [mail] = fake.mails.filter(({ to }) => to[0] === `${viewer.username}@example.org`);
    const content = Buffer.from(mail?.attachments?.[0]?.content ?? "", "base64");
    const [row] = await fresh.db.execute<{ sha256: string; count: number }>(sql`
      select encode(sha256(string_agg(content, ''::bytea order by position)), 'hex') as sha256,
        (select count(*)::int from posts where author_id = ${viewer.id}) as count
      from export_pieces join exports on exports.id = export_id where user_id = ${viewer.id}`);
    expect(createHash("sha256").update(content).digest("hex")).toBe(row?.sha256);
    expect(JSON.parse(content.toString("utf8")).posts).toHaveLength(row?.count ?? -1);
  }
}

it(`loses nothing of ${MAILS} mails, ${EXPORTS} exports and ${POSTS} entries of the index, and does nothing twice`, async () => {
  const wanted = await askForAll();
  for (let kill = 0; kill < KILLS; kill += 1) {
    await server.start();
    await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 1_800));
    await server.kill("SIGKILL");
  }
  await server.start();
  const restartedAt = performance.now();
  const indexed = () => search.indexes.get("posts")?.documents ?? new Map();
  const posts = await published();
  await vi.waitFor(
    () => {
      expect(fake.mails).toHaveLength(MAILS + EXPORTS);
      expect(posts.filter(({ id }) => !indexed().has(Number(id)))).toEqual([]);
    },
    { timeout: 150_000, interval: 200 },
  );
  const seconds = (performance.now() - restartedAt) / 1_000;
  const keys = fake.mails.map(({ key }) => key);
  const letters = fake.mails.filter((mail) => !isExport(mail)).map(({ key }) => key);
  const lost = wanted.filter((key) => !keys.includes(key));
  note(
    "A6",
    `${KILLS} kills: ${MAILS} mails, none lost or twice`,
    `${lost.length} lost, ${letters.length} accepted`,
  );
  note(
    "A6",
    `${EXPORTS} exports, one mail each, whole and right`,
    `${fake.mails.filter(isExport).length} mails`,
  );
  note("A6", "all there ≤ 60 s after the last start", `${seconds.toFixed(1)} s (${fake.calls.length} calls)`);
  note("A6", `${POSTS} posts in the index`, `${posts.filter(({ id }) => indexed().has(Number(id))).length}`);
  expect(letters.toSorted()).toEqual(wanted.toSorted());
  expect(new Set(fake.mails.map(({ to }) => to[0])).size).toBe(MAILS + EXPORTS);
  await expectFiles();
  // What was lost of a killed process is taken up within a minute.
  expect(seconds).toBeLessThan(60);
});
