import "server-only";
import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { posts } from "@/db/schema";
import type { Context } from "../context";
import type { JobContext, JobHandler } from "../jobs/context";
import { enqueue } from "../jobs/enqueue";
import { log } from "../log";
import type { SearchablePost, SearchCopy } from "../ports/search-contract";

const columns = { id: posts.id, authorId: posts.authorId, body: posts.body, language: posts.language };

/** Makes the index say of a post what the database says: what it is by now, or nothing. */
export const syncPost: JobHandler<"search.sync"> = async (ctx, { postId }) => {
  if (!ctx.search) return;
  const [post] = await ctx.db.select(columns).from(posts).where(eq(posts.id, postId));
  if (post) await ctx.search.index([post]);
  else await ctx.search.remove([postId]);
};

/** The same for posts that were written or deleted together. */
export const syncPosts: JobHandler<"search.syncMany"> = async (ctx, { postIds }) => {
  if (!ctx.search) return;
  const there = await ctx.db.select(columns).from(posts).where(inArray(posts.id, postIds));
  const found = new Set(there.map(({ id }) => id));
  const gone = postIds.filter((id) => !found.has(id));
  if (there.length > 0) await ctx.search.index(there);
  if (gone.length > 0) await ctx.search.remove(gone);
};

const SEGMENT = 1_000;
const SEGMENTS_AT_ONCE = 20;

/**
 * Compares the ids of the index with those of the database, a stretch at a time, and mends what differs.
 * The next stretch is a job of its own.
 */
export const compareIndex: JobHandler<"search.compare"> = async (ctx, { aboveId = 0 }) => {
  const { search } = ctx;
  if (!search) return;
  let above: number | null = aboveId;
  for (let count = 0; above !== null && count < SEGMENTS_AT_ONCE; count += 1) {
    above = await compareSegment(ctx, search, above);
  }
  if (above !== null) await enqueue(ctx, { kind: "search.compare", aboveId: above });
};

/** @returns where the next segment begins, or null at the end */
async function compareSegment(ctx: JobContext, search: SearchCopy, above: number): Promise<number | null> {
  const stored = await postsAbove(ctx, above, SEGMENT);
  const upTo = stored.length < SEGMENT ? Number.MAX_SAFE_INTEGER - 1 : (stored.at(-1)?.id ?? above);
  const indexed = new Set(await search.idsBetween(above, upTo));
  const missing = stored.filter(({ id }) => !indexed.delete(id));
  const surplus = await gone(ctx, [...indexed]);
  if (missing.length + surplus.length > 0) {
    log.warn({ event: "search-drift", missing: missing.length, surplus: surplus.length });
  }
  if (missing.length > 0) await search.index(missing);
  if (surplus.length > 0) await search.remove(surplus);
  return stored.length < SEGMENT ? null : upTo;
}

/** Those that really are not there: one may have been written since the others were read. */
async function gone(ctx: Context, ids: number[]): Promise<number[]> {
  const there = await Promise.all(
    ids.map(
      async (id) => (await ctx.db.select({ id: posts.id }).from(posts).where(eq(posts.id, id))).length > 0,
    ),
  );
  return ids.filter((_, place) => !there[place]);
}

const postsAbove = (ctx: Context, above: number, limit: number): Promise<SearchablePost[]> =>
  ctx.db
    .select(columns)
    .from(posts)
    .where(and(gt(posts.id, above)))
    .orderBy(asc(posts.id))
    .limit(limit);

/** All posts there are, in batches, for an index that is built anew. */
export async function* everyPost(ctx: Context): AsyncGenerator<SearchablePost[]> {
  for (let above = 0; ; ) {
    const batch = await postsAbove(ctx, above, SEGMENT);
    if (batch.length > 0) yield batch;
    if (batch.length < SEGMENT) return;
    above = batch.at(-1)?.id ?? above;
  }
}
