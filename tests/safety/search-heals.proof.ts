import { setTimeout as sleep } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { posts } from "@/db/schema";
import { adoptEnvironment } from "@/lib/env";
import { enqueue } from "@/lib/jobs/enqueue";
import { freshDatabase } from "../support/database";
import { type FakeMeilisearch, INDEX_KEY, SEARCH_KEY, startMeilisearch } from "../support/fakes/meilisearch";
import { note } from "../support/figures";
import { ask, type BuiltServer, builtServer, SECRET } from "../support/server";
import { type Visitor, visitors } from "../support/visitors";
import { ABSENCE_SECONDS, ENOUGH_MS } from "./lengths";

const fresh = freshDatabase({ max: 5 });
let search: FakeMeilisearch;
let server: BuiltServer;
let author: Visitor;

beforeAll(async () => {
  search = await startMeilisearch();
  const index = {
    MEILISEARCH_URL: search.url,
    MEILISEARCH_SEARCH_KEY: SEARCH_KEY,
    MEILISEARCH_INDEX_KEY: INDEX_KEY,
  };
  // Posts are edited from here, and have to tell the index as they would there.
  adoptEnvironment(index);
  [author] = (await visitors(fresh.db, { count: 1, secret: SECRET })) as [Visitor];
  server = await builtServer({ DATABASE_URL: fresh.url, ...index });
  await server.start();
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await search?.close();
});

const api = (method: string, path: string, body?: object) => {
  const headers = { ...author.bearer, "content-type": "application/json" };
  return ask(`${server.url}/api${path}`, { method, headers, body: body && JSON.stringify(body) });
};
const write = async (body: string): Promise<number> =>
  Number(JSON.parse((await api("POST", "/posts", { body })).body).id);

/** As nobody can by now: posts are not edited yet. */
async function edit(id: number): Promise<void> {
  await fresh.db.update(posts).set({ body: sql`body || ', edited'` }).where(eq(posts.id, id));
  await enqueue({ db: fresh.db, viewer: null }, { kind: "search.sync", postId: id });
}

const indexed = () =>
  [...(search.indexes.get("posts")?.documents.values() ?? [])]
    .map(({ id, body }) => `${id} ${body}`)
    .toSorted();
const stored = async () =>
  (await fresh.db.select({ id: posts.id, body: posts.body }).from(posts))
    .map(({ id, body }) => `${id} ${body}`)
    .toSorted();
const lookFor = async (word: string) =>
  (await ask(`${server.url}/search?q=${word}`, { headers: author.cookie })).body;

it("an index that was away is right again by itself, and shows nothing deleted meanwhile", {
  timeout: ENOUGH_MS,
}, async () => {
  const made: number[] = [];
  for (let number = 0; number < 50; number += 1) made.push(await write(`before the fall ${number}`));
  await vi.waitFor(async () => expect(indexed()).toEqual(await stored()), { timeout: 60_000 });
  search.mode = "500";
  const awaySince = performance.now();
  for (let number = 0; number < 200; number += 1) made.push(await write(`while it was away ${number}`));
  for (const id of made.splice(0, 50)) expect((await api("DELETE", `/posts/${id}`)).status).toBe(204);
  for (const id of made.splice(0, 20)) await edit(id);
  const found = [await lookFor("fall")];
  await sleep(Math.max(0, ABSENCE_SECONDS * 1_000 - (performance.now() - awaySince)));
  expect(indexed()).not.toEqual(await stored());
  search.mode = "ok";
  const recoveredAt = performance.now();
  found.push(await lookFor("fall"));
  await vi.waitFor(async () => expect(indexed()).toEqual(await stored()), {
    timeout: 90_000,
    interval: 200,
  });
  const seconds = (performance.now() - recoveredAt) / 1_000;
  const shown = found.filter((page) => page.includes("before the")).length;
  const changes = `200 posts made, 50 deleted, 20 edited in ${ABSENCE_SECONDS} s without the index`;
  note("B2", `${changes}: all right ≤ 60 s after`, `${seconds.toFixed(1)} s`);
  note("B2", "searches that show something deleted: 0", `${shown} of ${found.length}`);
  expect(shown).toBe(0);
  expect(seconds).toBeLessThan(60);
});
