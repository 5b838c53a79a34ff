import "server-only";
import { and, asc, desc, eq, gt, inArray, lt, ne, sql } from "drizzle-orm";
import { type Cursor, keysetPage, type Page } from "@/db/keyset";
import { follows, users } from "@/db/schema";
import type { Context, ViewerContext } from "../context";
import { env } from "../env";
import { type Person, personColumns, personOf } from "../people/queries";

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

type FollowColumn = typeof follows.followerId | typeof follows.followeeId;

function list(
  ctx: ViewerContext,
  side: { of: FollowColumn; show: FollowColumn },
  userId: number,
  cursor: Cursor,
): Promise<Page<ListedPerson>> {
  return keysetPage(cursor, env.postsPerPage, async (direction, id, limit) => {
    const isOlder = direction === "older";
    const rows = await ctx.db
      .select({ ...personColumns, aboutMe: users.aboutMe, isFollowed: isFollowedBy(ctx.viewer.id) })
      .from(follows)
      .innerJoin(users, eq(users.id, side.show))
      .where(and(eq(side.of, userId), isOlder ? lt(side.show, id) : gt(side.show, id)))
      .orderBy(isOlder ? desc(side.show) : asc(side.show))
      .limit(limit);
    return rows.map(listed);
  });
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

/**
 * A few people the viewer may like to follow: those who were here last, without oneself and those
 * already followed.
 */
export async function suggestions(ctx: ViewerContext): Promise<ListedPerson[]> {
  const rows = await ctx.db
    .select({ ...personColumns, aboutMe: users.aboutMe, isFollowed: sql<boolean>`false` })
    .from(users)
    .where(and(ne(users.id, ctx.viewer.id), sql`not ${isFollowedBy(ctx.viewer.id)}`))
    .orderBy(desc(users.lastSeenAt))
    .limit(SUGGESTED);
  return rows.map(listed);
}

const isFollowedBy = (viewerId: number) =>
  sql<boolean>`exists (select from follows mine where mine.follower_id = ${viewerId} and mine.followee_id = ${users.id})`;

const listed = (row: Parameters<typeof personOf>[0] & { aboutMe: string | null; isFollowed: boolean }) => ({
  ...personOf(row),
  aboutMe: row.aboutMe,
  isFollowed: row.isFollowed,
});
