import "server-only";
import { and, eq, or, sql } from "drizzle-orm";
import { exportPieces, exportTasks } from "@/db/schema";
import { type Context, inTransaction, type ViewerContext } from "../context";
import { enqueue } from "../jobs/enqueue";
import { spend } from "../limits/mutations";
import { LIMITS } from "../limits/schema";
import { notify } from "../notifications/mutations";
import type { Locale } from "../people/schema";
import { LOST_AFTER_MINUTES } from "./schema";

/** Running for longer than anything takes. */
export const isLost = and(
  eq(exportTasks.state, "running"),
  sql`${exportTasks.requestedAt} < now() - make_interval(mins => ${LOST_AFTER_MINUTES})`,
);

/**
 * Begins an export of the viewer's posts, unless one is under way. What failed before is put away.
 *
 * @param locale the language of the mail, where the viewer has chosen none
 * @returns whether one was begun: of requests that race, for one only
 * @throws Refusal `limited`
 */
export function startExport(ctx: ViewerContext, locale: Locale): Promise<{ isNew: boolean }> {
  return inTransaction(ctx, async (ctx) => {
    await ctx.db
      .delete(exportTasks)
      .where(and(eq(exportTasks.userId, ctx.viewer.id), or(eq(exportTasks.state, "failed"), isLost)));
    const [begun] = await ctx.db
      .insert(exportTasks)
      .values({ userId: ctx.viewer.id })
      .onConflictDoNothing()
      .returning({ id: exportTasks.id });
    if (!begun) return { isNew: false };
    await spend(ctx, LIMITS.export, ctx.viewer.id);
    await enqueue(ctx, { kind: "exports.make", exportId: begun.id, locale });
    await tellProgress(ctx, ctx.viewer.id, begun.id, 0);
    return { isNew: true };
  });
}

/** Puts a failed export of the viewer's away: they have seen that it failed. */
export async function dismissExport(ctx: ViewerContext, exportId: string): Promise<void> {
  const isTheirs = and(eq(exportTasks.id, exportId), eq(exportTasks.userId, ctx.viewer.id));
  await ctx.db.delete(exportTasks).where(and(isTheirs, eq(exportTasks.state, "failed")));
}

/**
 * Notes how far an export is, and tells its owner's open pages.
 *
 * @returns whether it is still wanted: neither put away nor ended
 */
export function noteProgress(ctx: Context, exportId: string, percent: number): Promise<boolean> {
  return change(ctx, exportId, { percent });
}

/** Ends an export. For open pages both ends are 100 percent, as the tutorial has it. */
export async function endExport(ctx: Context, exportId: string, state: "done" | "failed"): Promise<void> {
  await change(ctx, exportId, { state, percent: 100 });
}

function change(
  ctx: Context,
  exportId: string,
  changes: { percent: number; state?: "done" | "failed" },
): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const [changed] = await ctx.db
      .update(exportTasks)
      .set(changes)
      .where(and(eq(exportTasks.id, exportId), eq(exportTasks.state, "running")))
      .returning({ userId: exportTasks.userId });
    if (changed) await tellProgress(ctx, changed.userId, exportId, changes.percent);
    return changed !== undefined;
  });
}

async function tellProgress(ctx: Context, userId: number, exportId: string, percent: number): Promise<void> {
  await notify(ctx, userId, "task_progress", { task_id: exportId, progress: percent });
}

/** Collects the text of a file and stores it in pieces. */
export class FileWriter {
  byteSize = 0;
  private position = 0;
  private waiting: string[] = [];
  private waitingBytes = 0;

  private constructor(
    private readonly ctx: Context,
    private readonly exportId: string,
  ) {}

  /** Begins from the beginning, whatever an earlier try has left. */
  static async begin(ctx: Context, exportId: string): Promise<FileWriter> {
    await ctx.db.delete(exportPieces).where(eq(exportPieces.exportId, exportId));
    return new FileWriter(ctx, exportId);
  }

  /** @param text ASCII only, so that its length is its size */
  add(text: string): void {
    this.waiting.push(text);
    this.waitingBytes += text.length;
  }

  /** Stores what waits, if it is at least so much. */
  async flush(atLeastBytes: number): Promise<void> {
    if (this.waitingBytes < Math.max(1, atLeastBytes)) return;
    const content = Buffer.from(this.waiting.join(""), "latin1");
    const piece = { exportId: this.exportId, position: this.position, content };
    await this.ctx.db.insert(exportPieces).values(piece);
    this.position += 1;
    this.byteSize += content.length;
    this.waiting = [];
    this.waitingBytes = 0;
  }
}
