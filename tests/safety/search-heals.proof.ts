import { expect, it, vi } from "vitest";
import { startRunner } from "@/lib/jobs/runner";
import { indexedPosts } from "../support/indexed-posts";

/** By then the pauses between two trials have grown to their longest; a longer failure is no worse. */
const FAILURES = 5;
const POSTS = 200;

const site = indexedPosts();

it("the index is right within a minute after a long failure during which posts were made, edited and deleted", async () => {
  const { fake, database } = site;
  fake.mode = "500";
  const runner = await startRunner({ url: database.url, db: database.db, work: site.work() });
  try {
    const failedAt = performance.now();
    await site.change(POSTS);
    await vi.waitFor(async () => expect(await site.failures()).toBeGreaterThan(FAILURES), {
      timeout: 150_000,
      interval: 200,
    });
    expect(site.indexed()).not.toEqual(await site.stored());

    fake.mode = "ok";
    const healedFrom = performance.now();
    await vi.waitFor(async () => expect(site.indexed()).toEqual(await site.stored()), {
      timeout: 60_000,
      interval: 250,
    });
    const seconds = (from: number, to: number) => `${((to - from) / 1_000).toFixed(1)} s`;
    console.info(
      `${POSTS} posts: after ${seconds(failedAt, healedFrom)} of failure in step within ${seconds(healedFrom, performance.now())}`,
    );
  } finally {
    await runner.stop();
  }
});
