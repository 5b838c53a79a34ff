import "server-only";
import { and, asc, desc, eq, gt, inArray, lt, ne, sql } from "drizzle-orm";
import { type Cursor, keysetPage, type Page } from "@/db/keyset";
import { type NumberedPage, numberedPage, type PageNumber } from "@/db/numbered";
import { type Given, prepared } from "@/db/prepared";
import { follows, users } from "@/db/schema";
import type { Context, ViewerContext } from "../context";
import { env } from "../env";
import { type Member, memberColumns, memberOf } from "../members/queries";
import { type Person, type PersonRow, personColumns, personOf } from "../people/queries";

/** A person in a list, and whether the viewer follows them. */
export interface ListedPerson extends Person {
  aboutMe: string | null;
  isFollowed: boolean;
}

/** Who follows somebody, the newest account first. */
export const followersOf = (ctx: ViewerContext, userId: number, cursor: Cursor) =>
  list(ctx, { of: follows.followeeId, show: follows.followerId }, userId, cursor);

/** Whom somebody follows, the newest account first. */
export const followingOf = (ctx: ViewerContext, userId: number, cursor: Cursor) =>
  list(ctx, { of: follows.followerId, show: follows.followeeId }, userId, cursor);

/** The same two lists as numbered pages of whole entries, by id. */
export const followersPage = (ctx: ViewerContext, userId: number, at: PageNumber) =>
  numberedList(ctx, { of: follows.followeeId, show: follows.followerId }, userId, at);

export const followingPage = (ctx: ViewerContext, userId: number, at: PageNumber) =>
  numberedList(ctx, { of: follows.followerId, show: follows.followeeId }, userId, at);

async function numberedList(
  ctx: ViewerContext,
  side: { of: FollowColumn; show: FollowColumn },
  userId: number,
  at: PageNumber,
): Promise<NumberedPage<Member>> {
  const total = ctx.db.$count(follows, eq(side.of, userId));
  const page = await numberedPage(
    (limit, offset) =>
      ctx.db
        .select({ ...memberColumns, total })
        .from(follows)
        .innerJoin(users, eq(users.id, side.show))
        .where(eq(side.of, userId))
        .orderBy(side.show)
        .limit(limit)
        .offset(offset),
    at,
  );
  return { ...page, items: page.items.map((row) => memberOf(row, ctx.viewer)) };
}

/** Who follows whom between the viewer and somebody else. */
export async function relationTo(
  ctx: ViewerContext,
  userId: number,
): Promise<{ isFollowed: boolean; followsBack: boolean } | null> {
  const [row] = await ctx.db
    .select({
      isFollowed: isFollowedBy(ctx.viewer.id),
      followsBack: sql<boolean>`exists (select from follows back
        where back.follower_id = ${users.id} and back.followee_id = ${ctx.viewer.id})`,
    })
    .from(users)
    .where(eq(users.id, userId));
  return row ?? null;
}

type FollowColumn = typeof follows.followerId | typeof follows.followeeId;

function list(
  ctx: ViewerContext,
  side: { of: FollowColumn; show: FollowColumn },
  userId: number,
  cursor: Cursor,
): Promise<Page<ListedPerson>> {
  return keysetPage(cursor, env.postsPerPage, async (direction, id, limit) => {
    const [beyond, order] = direction === "older" ? [lt, desc] : [gt, asc];
    const rows = await ctx.db
      .select({ ...personColumns, aboutMe: users.aboutMe, isFollowed: isFollowedBy(ctx.viewer.id) })
      .from(follows)
      .innerJoin(users, eq(users.id, side.show))
      // Said of both sides: PostgreSQL would walk through the accounts from the first one on.
      .where(and(eq(side.of, userId), beyond(side.show, id), beyond(users.id, id)))
      .orderBy(order(side.show))
      .limit(limit);
    return rows.map(listed);
  });
}

/** The people with these ids that there are, in the same order. */
export async function peopleWithIds(ctx: ViewerContext, ids: number[]): Promise<ListedPerson[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select({ ...personColumns, aboutMe: users.aboutMe, isFollowed: isFollowedBy(ctx.viewer.id) })
    .from(users)
    .where(inArray(users.id, ids));
  const byId = new Map(rows.map((row) => [row.id, listed(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/**
 * Who of some people follows whom of some authors.
 *
 * @returns for each of the people who follows any, the authors they follow
 */
export async function followersAmong(
  ctx: Context,
  userIds: number[],
  authorIds: number[],
): Promise<Map<number, number[]>> {
  const rows = await ctx.db
    .select({ followerId: follows.followerId, followeeId: follows.followeeId })
    .from(follows)
    .where(and(inArray(follows.followeeId, authorIds), inArray(follows.followerId, userIds)));
  const followed = new Map<number, number[]>();
  for (const { followerId, followeeId } of rows) {
    followed.set(followerId, [...(followed.get(followerId) ?? []), followeeId]);
  }
  return followed;
}

const SUGGESTED = 3;

const suggestionStatement = prepared((db) => {
  const viewerId = sql.placeholder("viewerId");
  return db
    .select({ ...personColumns, aboutMe: users.aboutMe, isFollowed: sql<boolean>`false` })
    .from(users)
    .where(and(ne(users.id, viewerId), sql`not ${isFollowedBy(viewerId)}`))
    .orderBy(desc(users.lastSeenAt))
    .limit(SUGGESTED)
    .prepare("suggestions");
});

/** A few people the viewer may like to follow: of those who are not followed yet, who were here last. */
export async function suggestions(ctx: ViewerContext): Promise<ListedPerson[]> {
  return (await suggestionStatement(ctx.db).execute({ viewerId: ctx.viewer.id })).map(listed);
}

const isFollowedBy = (viewerId: Given<number>) =>
  sql<boolean>`exists (select from follows mine where mine.follower_id = ${viewerId} and mine.followee_id = ${users.id})`;

const listed = (row: PersonRow & Pick<ListedPerson, "aboutMe" | "isFollowed">): ListedPerson => ({
  ...personOf(row),
  aboutMe: row.aboutMe,
  isFollowed: row.isFollowed,
});
