import "server-only";
import { eq, sql } from "drizzle-orm";
import { type NumberedPage, numberedPage, type PageNumber } from "@/db/numbered";
import { users } from "@/db/schema";
import type { Context, Viewer, ViewerContext } from "../context";
import { env } from "../env";
import { notFound } from "../errors";
import { links } from "../links";
import { gravatar } from "./rules";

/** Somebody, as other people see them beside a post or in a list. */
export interface Person {
  id: number;
  username: string;
  displayName: string | null;
  /** Address of the picture, without a size. */
  avatar: string;
}

/** Somebody's page. */
export interface Profile extends Person {
  aboutMe: string | null;
  lastSeenAt: Date;
  followers: number;
  following: number;
  /** Whether the viewer follows this person. */
  isFollowed: boolean;
}

/** The columns `personOf` needs; to be selected from `users` or a join with it. */
export const personColumns = {
  id: users.id,
  username: users.username,
  displayName: users.displayName,
  // Only Gravatar needs it, and it must not travel further than `personOf`.
  email: users.email,
};

/** A row of `personColumns` as a view that gives no email away. */
export function personOf(row: {
  id: number;
  username: string;
  displayName: string | null;
  email: string;
}): Person {
  return { id: row.id, username: row.username, displayName: row.displayName, avatar: avatarOf(row) };
}

// Twice the largest size that is shown, for dense screens.
const AVATAR_PIXELS = 256;

function avatarOf({ id, email }: { id: number; email: string }, pixels = AVATAR_PIXELS): string {
  return env.avatars === "gravatar" ? gravatar(email, pixels) : links.avatar(id);
}

/** The profile of a username in any case, or null. */
export async function profileOf(ctx: ViewerContext, username: string): Promise<Profile | null> {
  const [row] = await ctx.db
    .select({
      ...personColumns,
      aboutMe: users.aboutMe,
      lastSeenAt: users.lastSeenAt,
      followers: sql<number>`(select count(*)::int from follows where followee_id = ${users.id})`,
      following: sql<number>`(select count(*)::int from follows where follower_id = ${users.id})`,
      isFollowed: sql<boolean>`exists (select from follows
        where follower_id = ${ctx.viewer.id} and followee_id = ${users.id})`,
    })
    .from(users)
    .where(eq(sql`lower(${users.username})`, username.toLowerCase()));
  if (!row) return null;
  const { aboutMe, lastSeenAt, followers, following, isFollowed } = row;
  return { ...personOf(row), aboutMe, lastSeenAt, followers, following, isFollowed };
}

/** What the viewer may edit about themselves. */
export async function ownProfile(ctx: ViewerContext) {
  const [row] = await ctx.db
    .select({
      username: users.username,
      displayName: users.displayName,
      aboutMe: users.aboutMe,
      locale: users.locale,
      timeZone: users.timeZone,
      theme: users.theme,
    })
    .from(users)
    .where(eq(users.id, ctx.viewer.id));
  return row ?? null;
}

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

/** Somebody by id, or null. */
export async function memberById(ctx: Context, userId: number): Promise<Member | null> {
  const [row] = await ctx.db.select(memberColumns).from(users).where(eq(users.id, userId));
  return row ? memberOf(row, ctx.viewer) : null;
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

/** Somebody by username in any case, or null. */
export async function personNamed(ctx: Context, username: string): Promise<Person | null> {
  const [row] = await ctx.db
    .select(personColumns)
    .from(users)
    .where(eq(sql`lower(${users.username})`, username.toLowerCase()));
  return row ? personOf(row) : null;
}
