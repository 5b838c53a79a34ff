import { sql } from "drizzle-orm";
import { bigint, check, index, pgTable, text } from "drizzle-orm/pg-core";
import { instant, reference, searchVector } from "../columns";
import { users } from "./users";

/**
 * `id` carries the time of writing in its upper bits (see drizzle/0000): one index orders posts by
 * time, and `?before=<id>` is a complete cursor, for imported posts with their original dates too.
 */
export const posts = pgTable(
  "posts",
  {
    id: bigint("id", { mode: "number" }).primaryKey().default(sql`next_post_id(now())`),
    authorId: reference("author_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    body: text("body").notNull(),
    /** ISO 639-1, null where it could not be told. */
    language: text("language"),
    createdAt: instant("created_at").notNull().defaultNow(),
    /**
     * Words, stems and pairs of East Asian letters, as `search_vector` (drizzle/*search-functions) finds
     * them, and who wrote it and when, so that one index narrows a search down by all of it.
     */
    searchable: searchVector("searchable")
      .notNull()
      .generatedAlwaysAs(sql`search_vector(language, body) || search_marks(author_id, id)`),
  },
  (post) => [
    index("posts_author_id_idx").on(post.authorId, post.id),
    // Written through at once: a list of pending entries would have to be read by every search.
    index("posts_searchable_idx").using("gin", post.searchable).with({ fastupdate: false }),
    check("posts_body_check", sql`octet_length(${post.body}) between 1 and 160000`),
  ],
);
