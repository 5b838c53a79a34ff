import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { identity, instant } from "../columns";

export const users = pgTable(
  "users",
  {
    id: identity(),
    username: text("username").notNull(),
    displayName: text("display_name"),
    email: text("email").notNull(),
    /** When a link sent to this very address was followed; null: not yet. */
    emailConfirmedAt: instant("email_confirmed_at"),
    passwordHash: text("password_hash").notNull(),
    aboutMe: text("about_me"),
    /** null: as the browser asks. */
    locale: text("locale"),
    /** IANA name; null: not known yet. */
    timeZone: text("time_zone"),
    theme: text("theme", { enum: ["auto", "light", "dark"] })
      .notNull()
      .default("auto"),
    /** Since when nobody gets in under this account; null: they do. */
    disabledAt: instant("disabled_at"),
    /** Somebody who looks after the site, and is told when it fails. */
    isAdmin: boolean("is_admin").notNull().default(false),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    /**
     * Messages above this id are unread. An id and not a time: one that was written earlier but
     * committed later than the moment of reading would never count as unread.
     */
    lastReadMessageId: bigint("last_read_message_id", { mode: "number" }).notNull().default(0),
  },
  (user) => [
    uniqueIndex("users_username_key").on(sql`lower(${user.username})`),
    uniqueIndex("users_email_key").on(sql`lower(${user.email})`),
    index("users_search_name_idx").using(
      "gin",
      sql`search_name(${user.username}, ${user.displayName}) gin_trgm_ops`,
    ),
    index("users_last_seen_at_idx").on(user.lastSeenAt),
    check(
      "users_username_check",
      sql`${user.username} ~ '^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?$'`,
    ),
    check("users_about_me_check", sql`octet_length(${user.aboutMe}) <= 160000`),
  ],
);
