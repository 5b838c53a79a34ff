import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { importedPosts, imports } from "@/db/schema";
import { type Fault, faultSchema } from "../archives/schema";
import type { Context, ViewerContext } from "../context";
import { percentOf } from "./rules";
import { LISTED_MAX, type Skipped, skippedSchema } from "./schema";

/** An import in its owner's list. */
export interface ImportView {
  id: string;
  fileName: string;
  state: (typeof imports.$inferSelect)["state"];
  percent: number;
  requestedAt: Date;
  written: number;
  /** How many of the written posts have not been deleted since. */
  left: number;
  skipped: Skipped;
  failure: Fault | null;
}

/** The viewer's latest imports, newest first. */
export async function ownImports(ctx: ViewerContext): Promise<ImportView[]> {
  const rows = await ctx.db
    .select({
      id: imports.id,
      fileName: imports.fileName,
      state: imports.state,
      total: imports.total,
      passed: imports.passed,
      requestedAt: imports.requestedAt,
      written: imports.written,
      left: sql<number>`(
        select count(*)::int from ${importedPosts} where ${importedPosts.importId} = ${imports.id})`,
      skipped: imports.skipped,
      failure: imports.failure,
    })
    .from(imports)
    .where(eq(imports.userId, ctx.viewer.id))
    .orderBy(desc(imports.requestedAt))
    .limit(LISTED_MAX);
  return rows.map(({ total, passed, skipped, failure, ...row }) => ({
    ...row,
    percent: percentOf(passed, total ?? 0),
    skipped: skippedSchema.parse(skipped),
    failure: failure === null ? null : faultSchema.parse(failure),
  }));
}

/** What a try finds of the import it is to go on with, or nothing when it is not to. */
export async function runningImport(ctx: Context, importId: string) {
  const [task] = await ctx.db
    .select({ id: imports.id, userId: imports.userId, total: imports.total, passed: imports.passed })
    .from(imports)
    .where(and(eq(imports.id, importId), eq(imports.state, "running")));
  return task;
}
export type RunningImport = NonNullable<Awaited<ReturnType<typeof runningImport>>>;
