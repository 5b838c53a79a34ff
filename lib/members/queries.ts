import "server-only";
import { eq, inArray, sql } from "drizzle-orm";
import { type NumberedPage, numberedPage, type PageNumber } from "@/db/numbered";
import { prepared } from "@/db/prepared";
import { users } from "@/db/schema";
import type { Context, Viewer, ViewerContext } from "../context";
import { notFound } from "../errors";
import { avatarOf, type Person, personColumns, personOf } from "../people/queries";

/** Somebody as a program sees them. */
export interface Member extends Person {
  /** Only in one's own entry. */
  email: string | null;
  aboutMe: string | null;
  lastSeenAt: Date;
  posts: number;
  followers: number;
  following: number;
}

/**
 * The columns `memberOf` needs; to be selected from `users` or a join with it. The tables are named in
 * the counts: Drizzle leaves a table's name out where there is one table, and posts have an `id` too.
 */
export const memberColumns = {
  ...personColumns,
  aboutMe: users.aboutMe,
  lastSeenAt: users.lastSeenAt,
  posts: sql<number>`(select count(*)::int from posts where author_id = users.id)`,
  followers: sql<number>`(select count(*)::int from follows where followee_id = users.id)`,
  following: sql<number>`(select count(*)::int from follows where follower_id = users.id)`,
};

type MemberRow = Omit<Member, "email" | "avatar"> & { email: string };

// The size of the Flask Mega-Tutorial's API (chapter 23).
const MEMBER_AVATAR_PIXELS = 128;

/** A row of `memberColumns` as a view; the email is kept only where it is the viewer's own. */
export function memberOf(row: MemberRow, viewer: Viewer | null): Member {
  const { aboutMe, lastSeenAt, posts, followers, following } = row;
  return {
    ...personOf(row),
    avatar: avatarOf(row, MEMBER_AVATAR_PIXELS),
    email: row.id === viewer?.id ? row.email : null,
    aboutMe,
    lastSeenAt,
    posts,
    followers,
    following,
  };
}

const memberStatement = prepared((db) =>
  db
    .select(memberColumns)
    .from(users)
    .where(eq(users.id, sql.placeholder("userId")))
    .prepare("member"),
);

/** Somebody by id, or null. */
export async function memberById(ctx: Context, userId: number): Promise<Member | null> {
  const [row] = await memberStatement(ctx.db).execute({ userId });
  return row ? memberOf(row, ctx.viewer) : null;
}

/** Those of some people who are there, in the order of the ids. */
export async function membersWithIds(ctx: ViewerContext, ids: number[]): Promise<Member[]> {
  const rows = await ctx.db.select(memberColumns).from(users).where(inArray(users.id, ids));
  const byId = new Map(rows.map((row) => [row.id, memberOf(row, ctx.viewer)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/**
 * @throws Refusal `notFound` when nobody has this id
 */
export async function assertMember(ctx: Context, userId: number): Promise<void> {
  const found = await ctx.db.select({ id: users.id }).from(users).where(eq(users.id, userId));
  if (found.length === 0) throw notFound();
}

/** Everybody, by id. */
export async function members(ctx: ViewerContext, at: PageNumber): Promise<NumberedPage<Member>> {
  const total = ctx.db.$count(users);
  const page = await numberedPage(
    (limit, offset) =>
      ctx.db
        .select({ ...memberColumns, total })
        .from(users)
        .orderBy(users.id)
        .limit(limit)
        .offset(offset),
    at,
  );
  return { ...page, items: page.items.map((row) => memberOf(row, ctx.viewer)) };
}
