import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant, reference } from "../columns";
import { users } from "./users";

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
