import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, instant, reference } from "../columns";
import { users } from "./users";

/** What somebody asked to have of their posts, how far it is, and what became of it. */
export const exportTasks = pgTable(
  "exports",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: reference("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    state: text("state", { enum: ["running", "done", "failed"] })
      .notNull()
      .default("running"),
    percent: integer("percent").notNull().default(0),
    requestedAt: instant("requested_at").notNull().defaultNow(),
    /** Set once the file is whole; from then on it never changes. */
    builtAt: instant("built_at"),
    postCount: integer("post_count").notNull().default(0),
    byteSize: integer("byte_size").notNull().default(0),
  },
  (task) => [
    // One at a time for each person, however many requests race.
    uniqueIndex("exports_running_key").on(task.userId).where(sql`${task.state} = 'running'`),
    index("exports_user_id_idx").on(task.userId, task.requestedAt),
    index("exports_requested_at_idx").on(task.requestedAt),
  ],
);

/**
 * The file of an export, in pieces. In the database, because every process of a site on several
 * machines reaches it, it is backed up and deleted with everything else, and no further service is
 * needed; in pieces, so that neither writing nor reading holds a large file in memory.
 */
export const exportPieces = pgTable(
  "export_pieces",
  {
    exportId: uuid("export_id")
      .notNull()
      .references(() => exportTasks.id, { onDelete: "cascade" }),
    position: integer("position").notNull(),
    content: bytes("content").notNull(),
  },
  (piece) => [primaryKey({ columns: [piece.exportId, piece.position] })],
);
