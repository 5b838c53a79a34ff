import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { instant, reference } from "../columns";
import { users } from "./users";

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
