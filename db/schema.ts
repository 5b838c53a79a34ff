import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { identity, instant, reference } from "./columns";

export const users = pgTable(
  "users",
  {
    id: identity(),
    username: text("username").notNull(),
    displayName: text("display_name"),
    email: text("email").notNull(),
    passwordHash: text("password_hash").notNull(),
    aboutMe: text("about_me"),
    /** null: as the browser asks. */
    locale: text("locale"),
    /** IANA name; null: not known yet. */
    timeZone: text("time_zone"),
    theme: text("theme", { enum: ["auto", "light", "dark"] }).notNull().default("auto"),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
  },
  (user) => [
    uniqueIndex("users_username_key").on(sql`lower(${user.username})`),
    uniqueIndex("users_email_key").on(sql`lower(${user.email})`),
    index("users_last_seen_at_idx").on(user.lastSeenAt.desc()),
    check("users_username_check", sql`${user.username} ~ '^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?$'`),
    check("users_about_me_check", sql`octet_length(${user.aboutMe}) <= 160000`),
  ],
);

/** The authority on who is signed in; the cookie only carries the id whose SHA-256 stands here. */
export const sessions = pgTable(
  "sessions",
  {
    idHash: text("id_hash").primaryKey(),
    userId: reference("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastUsedAt: instant("last_used_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    idleSeconds: integer("idle_seconds").notNull(),
    userAgent: text("user_agent").notNull().default(""),
    /** Truncated: /24 of an IPv4 address, /48 of an IPv6 one. */
    network: text("network").notNull().default(""),
  },
  (session) => [index("sessions_user_id_idx").on(session.userId, session.lastUsedAt)],
);

export const follows = pgTable(
  "follows",
  {
    followerId: reference("follower_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    followeeId: reference("followee_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (follow) => [
    primaryKey({ columns: [follow.followerId, follow.followeeId] }),
    index("follows_followee_id_idx").on(follow.followeeId, follow.followerId),
    check("follows_not_oneself_check", sql`${follow.followerId} <> ${follow.followeeId}`),
  ],
);

/**
 * `id` carries the time of writing in its upper bits (see drizzle/0000): one index orders posts by
 * time, and `?before=<id>` is a complete cursor, for imported posts with their original dates too.
 */
export const posts = pgTable(
  "posts",
  {
    id: bigint("id", { mode: "number" })
      .primaryKey()
      .default(sql`next_post_id(now())`),
    authorId: reference("author_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    body: text("body").notNull(),
    /** ISO 639-1, null where it could not be told. */
    language: text("language"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (post) => [
    index("posts_author_id_idx").on(post.authorId, post.id.desc()),
    check("posts_body_check", sql`octet_length(${post.body}) between 1 and 160000`),
  ],
);

/** What a repeated request with the same key is answered with instead of being done again. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    userId: reference("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    key: text("key").notNull(),
    fingerprint: text("fingerprint").notNull(),
    result: jsonb("result"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (row) => [
    primaryKey({ columns: [row.userId, row.key] }),
    index("idempotency_keys_created_at_idx").on(row.createdAt),
  ],
);

/** Fixed windows; the table is bookkeeping only and may be emptied at any time. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text("key").primaryKey(),
    windowStartedAt: instant("window_started_at").notNull().defaultNow(),
    hits: integer("hits").notNull().default(1),
  },
  (limit) => [index("rate_limits_window_started_at_idx").on(limit.windowStartedAt)],
);
