import "server-only";
import { and, asc, desc, eq, gt, isNotNull, lte, sql } from "drizzle-orm";
import { exportPieces, exportTasks, posts } from "@/db/schema";
import type { Context, ViewerContext } from "../context";
import { KEPT_DAYS, type TaskView } from "./schema";

/** What the row of `users` in the surrounding statement has running, or has seen fail. */
export const taskOfUser = sql<TaskView | null>`(
  select json_build_object('taskId', e.id, 'percent', e.percent, 'hasFailed', e.state = 'failed')
  from exports e
  where e.user_id = users.id and e.state in ('running', 'failed')
  order by e.requested_at desc limit 1
)`;

/** An export in its owner's list. */
export interface ExportView {
  id: string;
  state: "running" | "done" | "failed";
  percent: number;
  requestedAt: Date;
  /** Null while there is no file. */
  file: { postCount: number; byteSize: number; keptUntil: Date } | null;
}

const isKept = sql`${exportTasks.requestedAt} > now() - make_interval(days => ${KEPT_DAYS})`;

/** The viewer's exports of the last days, newest first. */
export async function ownExports(ctx: ViewerContext): Promise<ExportView[]> {
  const rows = await ctx.db
    .select({
      id: exportTasks.id,
      state: exportTasks.state,
      percent: exportTasks.percent,
      requestedAt: exportTasks.requestedAt,
      postCount: exportTasks.postCount,
      byteSize: exportTasks.byteSize,
      isBuilt: sql<boolean>`${exportTasks.builtAt} is not null`,
      keptUntil: sql<string>`${exportTasks.requestedAt} + make_interval(days => ${KEPT_DAYS})`,
    })
    .from(exportTasks)
    .where(and(eq(exportTasks.userId, ctx.viewer.id), isKept))
    .orderBy(desc(exportTasks.requestedAt));
  return rows.map(({ postCount, byteSize, isBuilt, keptUntil, ...row }) => ({
    ...row,
    file: isBuilt ? { postCount, byteSize, keptUntil: new Date(keptUntil) } : null,
  }));
}

/** The size in bytes of a finished file of the viewer's, or null. */
export async function ownFile(ctx: ViewerContext, exportId: string): Promise<number | null> {
  const [row] = await ctx.db
    .select({ byteSize: exportTasks.byteSize })
    .from(exportTasks)
    .where(
      and(
        eq(exportTasks.id, exportId),
        eq(exportTasks.userId, ctx.viewer.id),
        isNotNull(exportTasks.builtAt),
        isKept,
      ),
    );
  return row?.byteSize ?? null;
}

/** A file piece by piece, as it is read. */
export async function* piecesOf(ctx: Context, exportId: string): AsyncGenerator<Uint8Array> {
  for (let position = -1; ; ) {
    const [piece] = await ctx.db
      .select({ position: exportPieces.position, content: exportPieces.content })
      .from(exportPieces)
      .where(and(eq(exportPieces.exportId, exportId), gt(exportPieces.position, position)))
      .orderBy(asc(exportPieces.position))
      .limit(1);
    if (!piece) return;
    yield piece.content;
    position = piece.position;
  }
}

const POSTS_AT_ONCE = 500;

/** Somebody's posts up to one, in the order they were written, by keyset: a few at a time. */
export async function* postsUpTo(ctx: Context, userId: number, last: number) {
  for (let after = 0; ; ) {
    const page = await ctx.db
      .select({ id: posts.id, body: posts.body, createdAt: posts.createdAt })
      .from(posts)
      .where(and(eq(posts.authorId, userId), gt(posts.id, after), lte(posts.id, last)))
      .orderBy(asc(posts.id))
      .limit(POSTS_AT_ONCE);
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)?.id ?? last;
  }
}
