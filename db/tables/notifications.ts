import { doublePrecision, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { reference } from "../columns";
import { users } from "./users";

/** What open pages are told: the latest state of each named thing, one row per person and name. */
export const notifications = pgTable(
  "notifications",
  {
    userId: reference("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    payload: jsonb("payload").notNull(),
    /** Unix seconds with microseconds, as clients send it back; a single-precision column would lose them. */
    timestamp: doublePrecision("timestamp").notNull(),
  },
  (notification) => [primaryKey({ columns: [notification.userId, notification.name] })],
);
