import { index, pgTable, text } from "drizzle-orm/pg-core";
import { identity, instant, reference } from "../columns";
import { users } from "./users";

/** What programs sign in with. Only the SHA-256 of a token stands here; a revoked one has expired. */
export const apiTokens = pgTable(
  "api_tokens",
  {
    id: identity(),
    hash: text("hash").notNull().unique("api_tokens_hash_key"),
    userId: reference("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** As its owner calls it; empty for one that a program got with the password. */
    name: text("name").notNull().default(""),
    scopes: text("scopes", { enum: ["read", "write", "account"] })
      .array()
      .notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    lastUsedAt: instant("last_used_at"),
  },
  (token) => [index("api_tokens_user_id_idx").on(token.userId, token.createdAt)],
);
