import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "../columns";

/** What a translator has answered, so that it is asked once for the same text. Forgotten after a while. */
export const translations = pgTable(
  "translations",
  {
    /** Of the text that was translated, so that the table holds no second copy of it. */
    textHash: text("text_hash").notNull(),
    source: text("source").notNull(),
    target: text("target").notNull(),
    /** Who translated, as it is shown. */
    provider: text("provider").notNull(),
    text: text("text").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (translation) => [
    primaryKey({ columns: [translation.textHash, translation.source, translation.target] }),
    index("translations_created_at_idx").on(translation.createdAt),
  ],
);
