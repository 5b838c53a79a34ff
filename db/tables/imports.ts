import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, instant, reference } from "../columns";
import { posts } from "./posts";
import { users } from "./users";

/** A file of posts that somebody brought along, how far it is, and what became of it. */
export const imports = pgTable(
  "imports",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: reference("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** `arriving` while the file is being sent; `undone` when its posts have been taken out again. */
    state: text("state", { enum: ["arriving", "running", "done", "failed", "undoing", "undone"] })
      .notNull()
      .default("arriving"),
    fileName: text("file_name").notNull(),
    byteSize: integer("byte_size").notNull().default(0),
    /** Posts of the file, null until it has been read once. */
    total: integer("total"),
    /** How many of them have been dealt with: from here a try after a crash goes on. */
    passed: integer("passed").notNull().default(0),
    written: integer("written").notNull().default(0),
    /** What was passed over, by reason. */
    skipped: jsonb("skipped").notNull().default({}),
    /** Why it failed: a key of the catalogue and what its sentence needs. */
    failure: jsonb("failure"),
    /** Whether its owner has put the news of the failure away. */
    isSeen: boolean("is_seen").notNull().default(false),
    requestedAt: instant("requested_at").notNull().defaultNow(),
    /** When it last got further. */
    movedAt: instant("moved_at").notNull().defaultNow(),
  },
  (task) => [
    // One at a time for each person, however many requests race.
    uniqueIndex("imports_running_key")
      .on(task.userId)
      .where(sql`${task.state} in ('arriving', 'running', 'undoing')`),
    index("imports_user_id_idx").on(task.userId, task.requestedAt),
    index("imports_moved_at_idx")
      .on(task.movedAt)
      .where(sql`${task.state} in ('arriving', 'running', 'undoing')`),
  ],
);

/** The file of an import as it came, in pieces, until its posts have been written. */
export const importPieces = pgTable(
  "import_pieces",
  {
    importId: uuid("import_id")
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    position: integer("position").notNull(),
    content: bytes("content").notNull(),
  },
  (piece) => [primaryKey({ columns: [piece.importId, piece.position] })],
);

/** Which posts came with which file, and by what they are known where they came from. */
export const importedPosts = pgTable(
  "imported_posts",
  {
    postId: bigint("post_id", { mode: "number" })
      .primaryKey()
      .references(() => posts.id, { onDelete: "cascade" }),
    importId: uuid("import_id")
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    authorId: reference("author_id").notNull(),
    sourceId: text("source_id").notNull(),
  },
  (post) => [
    // The same post from two files, or from one file twice, is one post.
    uniqueIndex("imported_posts_source_key").on(post.authorId, post.sourceId),
    index("imported_posts_import_id_idx").on(post.importId, post.postId),
  ],
);
