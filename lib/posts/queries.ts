import "server-only";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { feedIds } from "@/db/feed";
import { type Cursor, type Direction, keysetPage, type Page } from "@/db/keyset";
import { posts, users } from "@/db/schema";
import type { ViewerContext } from "../context";
import { env } from "../env";
import { type Person, personColumns, personOf } from "../people/queries";

/** A post as it is shown. */
export interface PostView {
  id: number;
  body: string;
  /** ISO 639-1 code of the language it is written in, where known. */
  language: string | null;
  createdAt: Date;
  author: Person;
}

/** Everybody's posts, newest first. */
export function explore(ctx: ViewerContext, cursor: Cursor): Promise<Page<PostView>> {
  return keysetPage(cursor, env.postsPerPage, (direction, id, limit) =>
    read(ctx, direction, limit, beyond(direction, id)),
  );
}

/** One person's posts, newest first. */
export function postsBy(ctx: ViewerContext, authorId: number, cursor: Cursor): Promise<Page<PostView>> {
  return keysetPage(cursor, env.postsPerPage, (direction, id, limit) =>
    read(ctx, direction, limit, and(eq(posts.authorId, authorId), beyond(direction, id))),
  );
}

/** The viewer's own posts and those of the people they follow, newest first. */
export function feed(ctx: ViewerContext, cursor: Cursor): Promise<Page<PostView>> {
  return keysetPage(cursor, env.postsPerPage, (direction, id, limit) =>
    read(ctx, direction, limit, sql`${posts.id} in (${feedIds(ctx.viewer.id, direction, id, limit)})`),
  );
}

/** The ids of posts in the viewer's feed that are newer than one, oldest first, up to `limit`. */
export async function newerInFeed(ctx: ViewerContext, postId: number, limit: number): Promise<number[]> {
  const rows = await ctx.db.execute<{ id: string }>(feedIds(ctx.viewer.id, "newer", postId, limit));
  return rows.map(({ id }) => Number(id));
}

/** One post of one person, or null. The address names both, so both must fit. */
export async function postOf(ctx: ViewerContext, username: string, postId: number): Promise<PostView | null> {
  const isAuthor = eq(sql`lower(${users.username})`, username.toLowerCase());
  const [post] = await read(ctx, "older", 1, and(eq(posts.id, postId), isAuthor));
  return post ?? null;
}

/** One post by its id, or null. */
export async function postById(ctx: ViewerContext, postId: number): Promise<PostView | null> {
  const [post] = await read(ctx, "older", 1, eq(posts.id, postId));
  return post ?? null;
}

/** The posts with these ids that there are, in the same order. */
export async function postsWithIds(ctx: ViewerContext, ids: number[]): Promise<PostView[]> {
  if (ids.length === 0) return [];
  const found = await read(ctx, "older", ids.length, inArray(posts.id, ids));
  const byId = new Map(found.map((post) => [post.id, post]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function read(
  ctx: ViewerContext,
  direction: Direction,
  limit: number,
  where?: SQL,
): Promise<PostView[]> {
  const rows = await ctx.db
    .select({
      id: posts.id,
      body: posts.body,
      language: posts.language,
      createdAt: posts.createdAt,
      author: personColumns,
    })
    .from(posts)
    .innerJoin(users, eq(users.id, posts.authorId))
    .where(where)
    .orderBy(direction === "older" ? sql`${posts.id} desc` : sql`${posts.id} asc`)
    .limit(limit);
  return rows.map((row) => ({ ...row, author: personOf(row.author) }));
}

const beyond = (direction: Direction, id: number): SQL =>
  direction === "older" ? sql`${posts.id} < ${id}` : sql`${posts.id} > ${id}`;
