import { index, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { instant, reference } from "../columns";
import { users } from "./users";

/** What a repeated request with the same key is answered with instead of being done again. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    /** null: somebody who has no account yet. */
    userId: reference("user_id").references(() => users.id, { onDelete: "cascade" }),
    key: text("key").notNull(),
    fingerprint: text("fingerprint").notNull(),
    result: jsonb("result"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (row) => [
    unique("idempotency_keys_user_id_key_key").on(row.userId, row.key).nullsNotDistinct(),
    index("idempotency_keys_created_at_idx").on(row.createdAt),
  ],
);
