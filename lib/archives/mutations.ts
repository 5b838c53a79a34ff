import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { importPieces, imports } from "@/db/schema";
import { type Context, inTransaction, type ViewerContext } from "../context";
import { fingerprint } from "../crypto";
import { notFound, Refusal } from "../errors";
import { spend } from "../limits/mutations";
import { LIMITS } from "../limits/schema";
import type { DatedPost } from "./schema";

/**
 * Makes room for a file that the viewer is about to send. One that has not come whole before is put away.
 *
 * @returns the import it belongs to
 * @throws Refusal `conflict` while another one runs; `limited`
 */
export function expectFile(ctx: ViewerContext, fileName: string): Promise<string> {
  return inTransaction(ctx, async (ctx) => {
    await ctx.db.delete(imports).where(and(eq(imports.userId, ctx.viewer.id), eq(imports.state, "arriving")));
    const [begun] = await ctx.db
      .insert(imports)
      .values({ userId: ctx.viewer.id, fileName })
      .onConflictDoNothing()
      .returning({ id: imports.id });
    if (!begun) throw new Refusal("conflict", { key: "importRunning" });
    await spend(ctx, LIMITS.import, ctx.viewer.id);
    return begun.id;
  });
}

/** The import of the viewer's whose file is being sent. */
export const isArriving = (ctx: ViewerContext, importId: string) =>
  and(eq(imports.id, importId), eq(imports.userId, ctx.viewer.id), eq(imports.state, "arriving"));

/** Stores the next piece of a file. @throws Refusal `notFound` when another file has taken its place */
export function addPiece(
  ctx: ViewerContext,
  importId: string,
  position: number,
  content: Uint8Array,
): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const mine = await ctx.db
      .update(imports)
      .set({ byteSize: sql`${imports.byteSize} + ${content.length}`, movedAt: sql`now()` })
      .where(isArriving(ctx, importId))
      .returning({ id: imports.id });
    if (mine.length === 0) throw notFound();
    await ctx.db.insert(importPieces).values({ importId, position, content });
  });
}

/** Forgets a file that has not come whole. */
export async function forgetFile(ctx: ViewerContext, importId: string): Promise<void> {
  await ctx.db.delete(imports).where(isArriving(ctx, importId));
}

const ROUNDS = 20;

/**
 * Writes posts as of their own dates, but none that is there already: known by its source, or with the
 * same text at the same moment. Nobody is told. Belongs into a transaction.
 *
 * @returns the ids of those that were written
 */
export async function writePosts(
  ctx: Context,
  authorId: number,
  importId: string,
  posts: DatedPost[],
): Promise<number[]> {
  const given = posts.map(({ at, source, ...post }) => ({
    ...post,
    source: fingerprint(source),
    at: at.toISOString(),
  }));
  const ids: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const [made] = await ctx.db.execute<{ wanted: number; ids: string[] }>(
      insertion(authorId, importId, JSON.stringify(given)),
    );
    ids.push(...(made?.ids ?? []).map(Number));
    if (!made || made.wanted === made.ids.length) return ids;
  }
  throw new Error("too many posts of one moment");
}

/** An id that another post of the same millisecond has got is left for the next round. */
const insertion = (authorId: number, importId: string, given: string) => sql`
  with given as (
    select distinct on (source) * from jsonb_to_recordset(${given}::jsonb)
      as post(source text, body text, language text, at timestamptz, lowest bigint, highest bigint)
  ), wanted as materialized (
    select next_post_id(at) as id, given.* from given
    where not exists (select from imported_posts where author_id = ${authorId} and source_id = source)
      and not exists (
        select from posts
        where author_id = ${authorId} and posts.id between lowest and highest and posts.body = given.body)
  ), written as (
    insert into posts (id, author_id, body, language, created_at)
    select id, ${authorId}, body, language, at from wanted
    on conflict (id) do nothing
    returning id
  ), noted as (
    insert into imported_posts (post_id, import_id, author_id, source_id)
    select id, ${importId}, ${authorId}, source from wanted join written using (id)
  )
  select (select count(*)::int from wanted) as wanted,
    coalesce((select json_agg(id::text) from written), '[]') as ids`;
