import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll } from "vitest";
import { posts } from "@/db/schema";
import type { ViewerContext } from "@/lib/context";
import { adoptEnvironment } from "@/lib/env";
import { enqueue } from "@/lib/jobs/enqueue";
import { workHere } from "@/lib/jobs/work";
import { meilisearchSearch } from "@/lib/ports/search-meilisearch";
import { deletePost, publish } from "@/lib/posts/mutations";
import { freshDatabase } from "./database";
import { type FakeMeilisearch, INDEX_KEY, SEARCH_KEY, startMeilisearch } from "./fakes/meilisearch";
import { mailCatcher } from "./jobs";
import { member } from "./members";

/** A database whose posts are indexed outside of it as well, and somebody who writes there, for a suite. */
export function indexedPosts() {
  const database = freshDatabase({ max: 20 });
  let fake: FakeMeilisearch;
  let ctx: ViewerContext;

  beforeAll(async () => {
    // That there is such a server makes writing enqueue; where it is the adapter is told below.
    adoptEnvironment({
      MEILISEARCH_URL: "http://127.0.0.1:1",
      MEILISEARCH_SEARCH_KEY: SEARCH_KEY,
      MEILISEARCH_INDEX_KEY: INDEX_KEY,
    });
    fake = await startMeilisearch();
    ({ ctx } = await member(database.db, "writer"));
  });
  afterAll(() => fake.close());

  const write = (body: string) => publish(ctx, { body, key: crypto.randomUUID() });
  /** As nobody can by now: posts are not edited yet. */
  const edit = async (id: number) => {
    await database.db.update(posts).set({ body: sql`body || ', edited'` }).where(eq(posts.id, id));
    await enqueue(ctx, { kind: "search.sync", postId: id });
  };
  return {
    database,
    get fake() {
      return fake;
    },
    get ctx() {
      return ctx;
    },
    work: () =>
      workHere(database.db, {
        mail: mailCatcher(),
        search: meilisearchSearch({ url: fake.url, searchKey: SEARCH_KEY, indexKey: INDEX_KEY }),
      }),
    write,
    /** Writes so many posts, deletes a quarter of them and edits a tenth. */
    change: async (count: number) => {
      const ids: number[] = [];
      for (let number = 0; number < count; number += 1) ids.push((await write(`post ${number}`)).id);
      const [quarter, tenth] = [Math.floor(count / 4), Math.ceil(count / 10)];
      for (const id of ids.slice(0, quarter)) await deletePost(ctx, id);
      for (const id of ids.slice(quarter, quarter + tenth)) await edit(id);
    },
    /** What the index says and what the database says, as lines that can be compared. */
    indexed: () =>
      [...(fake.indexes.get("posts")?.documents.values() ?? [])]
        .map(({ id, body }) => `${id} ${body}`)
        .toSorted(),
    stored: async () =>
      (await database.db.select({ id: posts.id, body: posts.body }).from(posts))
        .map(({ id, body }) => `${id} ${body}`)
        .toSorted(),
    failures: async () => {
      const [row] = await database.db.execute<{ failures: number }>(
        sql`select failures from job_pauses where service = 'search'`,
      );
      return row?.failures ?? 0;
    },
  };
}
