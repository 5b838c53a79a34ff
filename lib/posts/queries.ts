import "server-only";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/connection";
import { feedIds } from "@/db/feed";
import { type Cursor, type Direction, keysetPage, type Page } from "@/db/keyset";
import { prepared } from "@/db/prepared";
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

const exploreStatement = prepared((db, direction: Direction, limit: number) =>
  select(db, direction, limit, beyond(direction)).prepare("explore"),
);

/** Everybody's posts, newest first. */
export function explore(ctx: ViewerContext, cursor: Cursor): Promise<Page<PostView>> {
  return keysetPage(cursor, env.postsPerPage, async (direction, id, limit) =>
    views(await exploreStatement(ctx.db, direction, limit).execute({ id })),
  );
}

const authorStatement = prepared((db, direction: Direction, limit: number) => {
  const isTheirs = eq(posts.authorId, sql.placeholder("authorId"));
  return select(db, direction, limit, and(isTheirs, beyond(direction))).prepare("posts-by");
});

/** One person's posts, newest first. */
export function postsBy(ctx: ViewerContext, authorId: number, cursor: Cursor): Promise<Page<PostView>> {
  return keysetPage(cursor, env.postsPerPage, async (direction, id, limit) =>
    views(await authorStatement(ctx.db, direction, limit).execute({ authorId, id })),
  );
}

const feedStatement = prepared((db, direction: Direction, limit: number) => {
  const ids = feedIds(sql.placeholder("viewerId"), direction, sql.placeholder("id"), limit);
  return select(db, direction, limit, sql`${posts.id} in (${ids})`).prepare("feed");
});

/** The viewer's own posts and those of the people they follow, newest first. */
export function feed(ctx: ViewerContext, cursor: Cursor): Promise<Page<PostView>> {
  return keysetPage(cursor, env.postsPerPage, async (direction, id, limit) =>
    views(await feedStatement(ctx.db, direction, limit).execute({ viewerId: ctx.viewer.id, id })),
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

const read = async (ctx: ViewerContext, direction: Direction, limit: number, where?: SQL) =>
  views(await select(ctx.db, direction, limit, where));

const select = (db: Database | Transaction, direction: Direction, limit: number, where?: SQL) =>
  db
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

const views = (rows: Awaited<ReturnType<typeof select>>): PostView[] =>
  rows.map((row) => ({ ...row, author: personOf(row.author) }));

const beyond = (direction: Direction): SQL =>
  direction === "older"
    ? sql`${posts.id} < ${sql.placeholder("id")}`
    : sql`${posts.id} > ${sql.placeholder("id")}`;
