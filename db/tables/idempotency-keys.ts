import { index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, reference } from "../columns";
import { users } from "./users";

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
