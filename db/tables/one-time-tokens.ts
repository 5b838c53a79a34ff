import { index, pgTable, text } from "drizzle-orm/pg-core";
import { instant, reference } from "../columns";
import { users } from "./users";

/** Links that prove access to a mailbox. Only their SHA-256 stands here. */
export const oneTimeTokens = pgTable(
  "one_time_tokens",
  {
    hash: text("hash").primaryKey(),
    userId: reference("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    purpose: text("purpose", { enum: ["resetPassword", "confirmEmail"] }).notNull(),
    /** The mailbox the link was sent to. */
    email: text("email").notNull(),
    requestedAt: instant("requested_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    /** Set when a newer link, or another change of the account, has taken its place. */
    replacedAt: instant("replaced_at"),
  },
  (token) => [
    index("one_time_tokens_user_id_idx").on(token.userId, token.purpose),
    index("one_time_tokens_expires_at_idx").on(token.expiresAt),
  ],
);
