import "server-only";
import { and, asc, eq, gt } from "drizzle-orm";
import { importPieces } from "@/db/schema";
import type { Context } from "../context";
import { type Entry, EntryReader } from "./rules";

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
