import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { posts } from "@/db/schema";
import type { ViewerContext } from "@/lib/context";
import { adoptEnvironment } from "@/lib/env";
import { drain } from "@/lib/jobs/drain";
import { enqueue } from "@/lib/jobs/enqueue";
import { startRunner } from "@/lib/jobs/runner";
import { workHere } from "@/lib/jobs/work";
import { meilisearchSearch } from "@/lib/ports/search-meilisearch";
import { deletePost, publish } from "@/lib/posts/mutations";
import { freshDatabase } from "../support/database";
import { type FakeMeilisearch, INDEX_KEY, SEARCH_KEY, startMeilisearch } from "../support/fakes/meilisearch";
import { mailCatcher } from "../support/jobs";
import { member } from "../support/members";

describe("the index outside of the database", () => {
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

  const work = () =>
    workHere(database.db, {
      mail: mailCatcher(),
      search: meilisearchSearch({ url: fake.url, searchKey: SEARCH_KEY, indexKey: INDEX_KEY }),
    });
  const write = (body: string) => publish(ctx, { body, key: crypto.randomUUID() });
  const indexed = () =>
    [...(fake.indexes.get("posts")?.documents.values() ?? [])]
      .map(({ id, body }) => `${id} ${body}`)
      .toSorted();
  const stored = async () =>
    (await database.db.select({ id: posts.id, body: posts.body }).from(posts))
      .map(({ id, body }) => `${id} ${body}`)
      .toSorted();
  /** As nobody can by now: posts are not edited yet. */
  const edit = async (id: number) => {
    await database.db.update(posts).set({ body: sql`body || ', edited'` }).where(eq(posts.id, id));
    await enqueue(ctx, { kind: "search.sync", postId: id });
  };

  it("follows what is written and deleted", async () => {
    const { id } = await write("one");
    await write("two");
    await drain(database.db, work());
    expect(indexed()).toEqual(await stored());
    await deletePost(ctx, id);
    await drain(database.db, work());
    expect(indexed()).toEqual(await stored());
  });

  it("is right within a minute after a failure during which posts were made, edited and deleted", async () => {
    fake.mode = "500";
    const runner = await startRunner({ url: database.url, db: database.db, work: work() });
    try {
      const ids: number[] = [];
      for (let count = 0; count < 200; count += 1) ids.push((await write(`post ${count}`)).id);
      for (const id of ids.slice(0, 50)) await deletePost(ctx, id);
      for (const id of ids.slice(50, 70)) await edit(id);
      await vi.waitFor(async () => expect(await failures()).toBeGreaterThan(2), {
        timeout: 30_000,
        interval: 200,
      });
      expect(indexed()).not.toEqual(await stored());

      fake.mode = "ok";
      await vi.waitFor(async () => expect(indexed()).toEqual(await stored()), {
        timeout: 60_000,
        interval: 250,
      });
    } finally {
      await runner.stop();
    }
  }, 100_000);

  const failures = async () => {
    const [row] = await database.db.execute<{ failures: number }>(
      sql`select failures from job_pauses where service = 'search'`,
    );
    return row?.failures ?? 0;
  };

  it("is mended by night where it has come out of step", async () => {
    const documents = fake.indexes.get("posts")?.documents;
    const [lost] = documents?.keys() ?? [];
    documents?.delete(lost ?? 0);
    documents?.set(7, { id: 7, authorId: 1, body: "of an account that is gone" });
    await database.db.execute(sql`delete from posts where id = (select max(id) from posts)`);
    expect(indexed()).not.toEqual(await stored());
    await enqueue(ctx, { kind: "search.compare" });
    await drain(database.db, work());
    expect(indexed()).toEqual(await stored());
  });

  it("is compared in stretches where there are more posts than one job should look at", async () => {
    await database.db.execute(sql`
      insert into posts (id, author_id, body, created_at)
      select next_post_id(at), ${ctx.viewer.id}, 'post ' || place, at
      from generate_series(1, 2500) place, lateral (select timestamptz '2020-01-01' + place * interval '1 minute' as at) w`);
    await enqueue(ctx, { kind: "search.compare" });
    await drain(database.db, work());
    expect(indexed()).toEqual(await stored());
  });
});
