import "server-only";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { type Cursor, keysetPage, type Page } from "@/db/keyset";
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

type Direction = "older" | "newer";

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

/** So many posts are walked over, for each person followed, before people are looked up one by one. */
const WALKED_PER_PERSON = 4;

/**
 * The ids of one page of a feed, nearest first. Whoever follows many finds the page among the nearest
 * posts of everybody: these are walked over first, as many as would cost what looking up each person
 * costs. Only where too few of them are wanted, people are looked up (`idsByAuthor`). So the cost is one
 * of these two, at every depth and for every size of the table.
 */
function feedIds(viewerId: number, direction: Direction, id: number, limit: number): SQL {
  const order = sql.raw(direction === "older" ? "desc" : "asc");
  const followed = sql`from follows where follower_id = ${viewerId}`;
  return sql`
    with reach as (
      select ${limit} + ${sql.raw(String(WALKED_PER_PERSON))} * count(*) as posts ${followed}
    ), seen as materialized (
      select id, author_id from posts where ${beyond(direction, id)}
      order by id ${order} limit (select posts from reach)
    ), walked as materialized (
      select id from seen where author_id = ${viewerId} or author_id in (select followee_id ${followed})
      order by id ${order} limit ${limit}
    ), enough as materialized (
      -- In this order, for only counting what was seen makes the walk go on to its end.
      select case when (select count(*) from walked) >= ${limit} then true
        else (select count(*) from seen) < (select posts from reach) end as is_so
    )
    select id from (
      select id from walked where (select is_so from enough)
      union all
      select id from (${idsByAuthor(viewerId, direction, id, limit)}) looked_up where not (select is_so from enough)
    ) nearest
    order by id ${order} limit ${limit}`;
}

/**
 * The same by one index probe for each person. Whoever wrote one of the nearest `limit` posts is among
 * the `limit` authors whose own nearest post is nearest: so one probe an author finds those few, and only
 * their posts are read.
 */
function idsByAuthor(viewerId: number, direction: Direction, id: number, limit: number): SQL {
  const [beyondIt, order] =
    direction === "older" ? [sql`p.id < ${id}`, sql.raw("desc")] : [sql`p.id > ${id}`, sql.raw("asc")];
  return sql`
    select page.id
    from (
      select nearest.author_id
      from (
        select followee_id as author_id from follows where follower_id = ${viewerId}
        union all
        select ${viewerId}::bigint
      ) author
      cross join lateral (
        select p.author_id, p.id from posts p
        where p.author_id = author.author_id and ${beyondIt}
        order by p.id ${order} limit 1
      ) nearest
      order by nearest.id ${order} limit ${limit}
    ) author
    cross join lateral (
      select p.id from posts p
      where p.author_id = author.author_id and ${beyondIt}
      order by p.id ${order} limit ${limit}
    ) page
    order by page.id ${order} limit ${limit}`;
}
