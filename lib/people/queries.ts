import "server-only";
import { eq, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Context, ViewerContext } from "../context";
import { env } from "../env";
import { links } from "../links";
import { gravatar } from "./rules";
import { UNREAD_COUNTED_MAX } from "./schema";

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

/** A row of `personColumns`. */
export type PersonRow = Omit<Person, "avatar"> & { email: string };

/** The same as a view that gives no email away. */
export function personOf(row: PersonRow): Person {
  return { id: row.id, username: row.username, displayName: row.displayName, avatar: avatarOf(row) };
}

// Twice the largest size that is shown, for dense screens.
const AVATAR_PIXELS = 256;

/** Address of somebody's picture. Where it is drawn by us it fits every size. */
export function avatarOf({ id, email }: { id: number; email: string }, pixels = AVATAR_PIXELS): string {
  return env.avatars === "gravatar" ? gravatar(email, pixels) : links.avatar(id);
}

/**
 * How many unread messages the row of `users` in the surrounding statement has, read from an index
 * alone and counted to a thousand at the most. The columns are spelled out, because Drizzle leaves the
 * table's name away where it is the only one.
 */
export const unreadOfUser = sql<number>`(
  select count(*)::int from (
    select from messages m
    where m.recipient_id = users.id and m.id > users.last_read_message_id
    limit ${sql.raw(String(UNREAD_COUNTED_MAX))}
  ) unread
)`;

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

/** Somebody by username in any case, or null. */
export async function personNamed(ctx: Context, username: string): Promise<Person | null> {
  const [row] = await ctx.db
    .select(personColumns)
    .from(users)
    .where(eq(sql`lower(${users.username})`, username.toLowerCase()));
  return row ? personOf(row) : null;
}
