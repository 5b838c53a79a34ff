import { sql } from "drizzle-orm";
import { index, pgTable, text } from "drizzle-orm/pg-core";

/**
 * Every word that posts were written with and every stem of one ("en/run"), kept by triggers of `posts`
 * (drizzle/*search-functions): what a misspelt or shortened word of a search is compared with. A word may
 * outlive its last post.
 */
export const searchWords = pgTable(
  "search_words",
  {
    word: text("word").primaryKey(),
    /** With syllables taken apart, so that one wrong letter of a Korean syllable is one; of stems nothing. */
    letters: text("letters").generatedAlwaysAs(
      sql`case when word like '%/%' then null else normalize(word, NFD) end`,
    ),
  },
  (entry) => [index("search_words_letters_idx").using("gin", sql`${entry.letters} gin_trgm_ops`)],
);
