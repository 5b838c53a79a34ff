import "server-only";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { importPieces, imports } from "@/db/schema";
import type { Context } from "../context";
import type { TaskView } from "../exports/schema";
import { type Entry, EntryReader } from "./rules";

const percent = sql<number>`case when ${imports.total} > 0 then 100 * ${imports.passed} / ${imports.total} else 0 end`;

/** What the row of `users` in the surrounding statement is bringing along, or has seen fail. */
export const importOfUser = sql<TaskView | null>`(
  select json_build_object('taskId', imports.id, 'percent', least(99, ${percent}), 'hasFailed', state = 'failed')
  from imports
  where imports.user_id = users.id and (state = 'running' or (state = 'failed' and not is_seen))
  order by requested_at desc limit 1
)`;

/**
 * The entries of a file, one after the other, as it is read from the database.
 *
 * @throws BrokenFile
 */
export async function* entriesOf(ctx: Context, importId: string): AsyncGenerator<Entry> {
  const reader = new EntryReader();
  for await (const piece of piecesOf(ctx, importId)) yield* reader.push(piece);
  reader.end();
}

async function* piecesOf(ctx: Context, importId: string): AsyncGenerator<Uint8Array> {
  for (let position = -1; ; ) {
    const [piece] = await ctx.db
      .select({ position: importPieces.position, content: importPieces.content })
      .from(importPieces)
      .where(and(eq(importPieces.importId, importId), gt(importPieces.position, position)))
      .orderBy(asc(importPieces.position))
      .limit(1);
    if (!piece) return;
    yield piece.content;
    position = piece.position;
  }
}
