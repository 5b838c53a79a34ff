import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { posts } from "@/db/schema";
import type { ViewerContext } from "@/lib/context";
import { adoptEnvironment } from "@/lib/env";
import { breaker } from "@/lib/ports/breaker";
import { askEither } from "@/lib/ports/search-fallback";
import { meilisearchSearch } from "@/lib/ports/search-meilisearch";
import { postgresSearch } from "@/lib/ports/search-postgres";
import { deletePost, publish } from "@/lib/posts/mutations";
import { explore, feed } from "@/lib/posts/queries";
import { freshDatabase } from "../support/database";
import {
  type FakeMeilisearch,
  INDEX_KEY,
  type MeilisearchMode,
  SEARCH_KEY,
  startMeilisearch,
} from "../support/fakes/meilisearch";
import { member } from "../support/members";

const QUERY = { words: ["kept"], phrases: [], without: [], language: "en" };
const BAD: MeilisearchMode[] = ["500", "429", "reset", "garbage", "hang", "slow"];

describe("a search server that is out of order", () => {
  const database = freshDatabase({ max: 10 });
  let fake: FakeMeilisearch;
  let ctx: ViewerContext;
  let postId: number;

  beforeAll(async () => {
    fake = await startMeilisearch();
    adoptEnvironment({
      MEILISEARCH_URL: fake.url,
      MEILISEARCH_SEARCH_KEY: SEARCH_KEY,
      MEILISEARCH_INDEX_KEY: INDEX_KEY,
    });
    ({ ctx } = await member(database.db, "writer"));
    [postId = 0] = (
      await database.db.insert(posts).values({ authorId: ctx.viewer.id, body: "kept" }).returning()
    ).map(({ id }) => id);
  });
  afterAll(() => fake.close());
  beforeEach(() => {
    fake.calls = [];
  });

  const open = () => {
    const reasons: string[] = [];
    const two = {
      first: meilisearchSearch({ url: fake.url, searchKey: SEARCH_KEY, indexKey: INDEX_KEY }),
      second: postgresSearch(database.db),
      guard: breaker(),
      onFallback: (reason: string) => void reasons.push(reason),
    };
    return { reasons, ask: () => askEither(two, QUERY, 10) };
  };

  it.each(BAD)("leaves the answer to the database within 1.5 s: %s", async (mode) => {
    fake.mode = mode;
    const { ask, reasons } = open();
    const started = performance.now();
    expect(await ask()).toEqual({ ids: [postId], isReduced: true });
    expect(performance.now() - started).toBeLessThan(1_500);
    expect(reasons).toHaveLength(1);
  });

  it("is left alone after five failures: nobody waits for it any more", async () => {
    fake.mode = "500";
    const { ask } = open();
    for (let count = 0; count < 5; count += 1) await ask();
    fake.mode = "hang";
    fake.calls = [];
    expect(await ask()).toEqual({ ids: [postId], isReduced: true });
    expect(fake.calls).toEqual([]);
  });

  it("is not asked by anything but a search: writing and reading never wait for it", async () => {
    fake.mode = "hang";
    const { id } = await publish(ctx, { body: "written meanwhile", key: crypto.randomUUID() });
    await explore(ctx, {});
    await feed(ctx, {});
    await deletePost(ctx, id);
    expect(fake.calls).toEqual([]);
  });
});
