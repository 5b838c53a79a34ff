import { eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/connection";
import { posts } from "@/db/schema";
import { addPiece, expectFile } from "@/lib/archives/mutations";
import type { ViewerContext } from "@/lib/context";
import { startImport } from "@/lib/imports/mutations";

/** Hands in a file as the page does, in pieces of this many bytes, and gives the import's id. */
export async function sendFile(ctx: ViewerContext, file: string, pieceBytes = 50_000): Promise<string> {
  const importId = await expectFile(ctx, "posts.json");
  const bytes = Buffer.from(file);
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    await addPiece(ctx, importId, at / pieceBytes, bytes.subarray(at, at + pieceBytes));
  }
  await startImport(ctx, importId);
  return importId;
}

/** Text and time of somebody's posts, in the order of their ids. */
export const postsOf = (db: Database | Transaction, authorId: number) =>
  db
    .select({ body: posts.body, at: posts.createdAt })
    .from(posts)
    .where(eq(posts.authorId, authorId))
    .orderBy(posts.id);

/** Writes posts of many moments, several of them in one millisecond. */
export const writeMoments = (db: Database | Transaction, authorId: number, count: number) =>
  db.execute(sql`
    insert into posts (id, author_id, body, created_at)
    select next_post_id(at), ${authorId}, 'Post ' || n || ' – ñandú 안녕 "quoted"', at
    from (select n, timestamptz '2020-01-01T00:00:00.007Z' + (n / 3) * interval '61.5 seconds' as at
      from generate_series(1, ${count}::int) n) moments`);
