import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { violatedConstraint } from "@/db/outage";
import { importedPosts, importPieces, imports, posts } from "@/db/schema";
import { isArriving, writePosts } from "../archives/mutations";
import type { DatedPost, Fault } from "../archives/schema";
import { type Context, inTransaction, type ViewerContext } from "../context";
import { env } from "../env";
import { notFound, Refusal } from "../errors";
import { enqueue } from "../jobs/enqueue";
import { notify } from "../notifications/mutations";
import { added } from "./rules";
import { type Skipped, skippedSchema } from "./schema";

/** The file has come whole: its import begins. @throws Refusal `notFound` as `addPiece` */
export function startImport(ctx: ViewerContext, importId: string): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const started = await ctx.db
      .update(imports)
      .set({ state: "running", movedAt: sql`now()` })
      .where(isArriving(ctx, importId))
      .returning({ id: imports.id });
    if (started.length === 0) throw notFound();
    await enqueue(ctx, { kind: "imports.run", importId });
    await tellProgress(ctx, ctx.viewer.id, importId, 0);
  });
}

/** Tells the owner's open pages how far an import is. */
export async function tellProgress(ctx: Context, userId: number, importId: string, percent: number) {
  await notify(ctx, userId, "import_progress", { task_id: importId, progress: percent });
}

/** Ends an import and lets its file go. For open pages every end is 100 percent. */
export function endImport(ctx: Context, importId: string, failure: Fault | null): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const [ended] = await ctx.db
      .update(imports)
      .set({ state: failure ? "failed" : "done", failure, movedAt: sql`now()` })
      .where(and(eq(imports.id, importId), eq(imports.state, "running")))
      .returning({ userId: imports.userId });
    if (!ended) return;
    await ctx.db.delete(importPieces).where(eq(importPieces.importId, importId));
    await tellProgress(ctx, ended.userId, importId, 100);
  });
}

/** Puts the news of a failed import of the viewer's away: they have seen that it failed. */
export async function dismissImport(ctx: ViewerContext, importId: string): Promise<void> {
  await ctx.db
    .update(imports)
    .set({ isSeen: true })
    .where(and(eq(imports.id, importId), eq(imports.userId, ctx.viewer.id)));
}

/**
 * Begins to take an import back: every post of it that is still there is deleted for good.
 *
 * @throws Refusal `notFound` when there is none that has ended; `conflict` while another one runs
 */
export function undoImport(ctx: ViewerContext, importId: string): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const begun = await ctx.db
      .update(imports)
      .set({ state: "undoing", isSeen: true, movedAt: sql`now()` })
      .where(
        and(
          eq(imports.id, importId),
          eq(imports.userId, ctx.viewer.id),
          sql`${imports.state} in ('done', 'failed')`,
        ),
      )
      .returning({ id: imports.id })
      .catch(anotherRuns);
    if (begun.length === 0) throw notFound();
    await enqueue(ctx, { kind: "imports.undo", importId });
  });
}

function anotherRuns(error: unknown): never {
  throw violatedConstraint(error) === "imports_running_key"
    ? new Refusal("conflict", { key: "importRunning" })
    : error;
}

/** What an import does next: the entries of its file after `from` up to `upTo`. */
export interface Step {
  from: number;
  upTo: number;
  posts: DatedPost[];
  skipped: Skipped;
}

/**
 * Writes the next posts of a file with their original dates and notes how far the import is, both or
 * neither. A step that was made before, or by another process, is not made again.
 *
 * @returns whether it was made; otherwise the import is no longer this try's to do
 */
export function makeStep(ctx: Context, importId: string, { from, upTo, posts, skipped }: Step) {
  return inTransaction(ctx, async (ctx): Promise<boolean> => {
    const [task] = await ctx.db
      .select({ userId: imports.userId, skipped: imports.skipped })
      .from(imports)
      .where(and(eq(imports.id, importId), eq(imports.state, "running"), eq(imports.passed, from)))
      .for("update");
    if (!task) return false;
    const ids = await writePosts(ctx, task.userId, importId, posts);
    if (env.meilisearchUrl && ids.length > 0) {
      await enqueue(ctx, { kind: "search.syncMany", postIds: ids });
    }
    const there = { there: posts.length - ids.length };
    const sum = [skippedSchema.parse(task.skipped), skipped, there].reduce(added);
    await ctx.db
      .update(imports)
      .set({
        passed: upTo,
        written: sql`${imports.written} + ${ids.length}`,
        skipped: sum,
        movedAt: sql`now()`,
      })
      .where(eq(imports.id, importId));
    return true;
  });
}

/**
 * Deletes some of the posts of an import that is being undone.
 *
 * @returns how many there were
 */
export function takeSomeOut(ctx: Context, importId: string, atMost: number): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const [task] = await ctx.db
      .update(imports)
      .set({ movedAt: sql`now()` })
      .where(and(eq(imports.id, importId), eq(imports.state, "undoing")))
      .returning({ id: imports.id });
    if (!task) return 0;
    const some = ctx.db
      .select({ id: importedPosts.postId })
      .from(importedPosts)
      .where(eq(importedPosts.importId, importId))
      .limit(atMost);
    const gone = await ctx.db.delete(posts).where(inArray(posts.id, some)).returning({ id: posts.id });
    const postIds = gone.map(({ id }) => id);
    if (env.meilisearchUrl && postIds.length > 0) await enqueue(ctx, { kind: "search.syncMany", postIds });
    return postIds.length;
  });
}
