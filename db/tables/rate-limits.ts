import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "../columns";

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
