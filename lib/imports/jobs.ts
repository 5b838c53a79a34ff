import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { imports } from "@/db/schema";
import { entriesOf } from "../archives/queries";
import { BrokenFile, type DatedPost, type Fault } from "../archives/schema";
import { env } from "../env";
import type { JobContext, JobHandler } from "../jobs/context";
import { languageFound } from "../languages/queries";
import { firstIdAt } from "../posts/rules";
import { endImport, makeStep, takeSomeOut, tellProgress } from "./mutations";
import { type RunningImport, runningImport } from "./queries";
import { added, type FoundPost, finder, percentOf } from "./rules";
import { LOST_AFTER_MINUTES, REMEMBERED_DAYS, type Skipped } from "./schema";

const AT_ONCE = 200;
const PROGRESS_EVERY_MS = 1_000;

/**
 * Writes the posts of a file. It is read through first, so that a file that is not in order leaves
 * nothing behind; then its posts are written a few at a time, and a try after a crash goes on behind
 * the last ones that were.
 */
export const runImport: JobHandler<"imports.run"> = async (ctx, { importId }) => {
  const found = await runningImport(ctx, importId);
  if (!found) return;
  const fault = found.total === null ? await ctx.step("read", () => readThrough(ctx, importId)) : null;
  if (fault) return endImport(ctx, importId, fault);
  const task = await runningImport(ctx, importId);
  if (task && (await ctx.step("write", () => write(ctx, task)))) await endImport(ctx, importId, null);
};

/** @returns what is wrong with the file, if anything is */
async function readThrough(ctx: JobContext, importId: string): Promise<Fault | null> {
  const find = finder(env.postMaxLength, ctx.requestedAt);
  let total = 0;
  try {
    for await (const entry of entriesOf(ctx, importId)) {
      find(entry);
      total += 1;
      if (total % AT_ONCE === 0) await breath(ctx);
    }
  } catch (error) {
    if (error instanceof BrokenFile) return error.fault;
    throw error;
  }
  await ctx.db.update(imports).set({ total }).where(eq(imports.id, importId));
  return null;
}

/** Lets others of this process have their turn, and stops where the job is no longer ours. */
async function breath(ctx: JobContext): Promise<void> {
  ctx.signal.throwIfAborted();
  await new Promise((resolve) => setImmediate(resolve));
}

/** What the next step writes and passes over. */
interface Gathered {
  posts: DatedPost[];
  skipped: Skipped;
}

/** @returns whether everything has been written, and this try is the one that ends the import */
async function write(ctx: JobContext, task: RunningImport): Promise<boolean> {
  const find = finder(env.postMaxLength, ctx.requestedAt);
  const tell = progressTeller(ctx, task);
  let from = task.passed;
  let gathered: Gathered = { posts: [], skipped: {} };
  const make = async (upTo: number) => {
    ctx.signal.throwIfAborted();
    const isMade = await makeStep(ctx, task.id, { from, upTo, ...gathered });
    from = upTo;
    gathered = { posts: [], skipped: {} };
    if (isMade) await tell(upTo);
    return isMade;
  };
  let number = 0;
  for await (const entry of entriesOf(ctx, task.id)) {
    number = entry.number;
    // What was passed before is looked at too: the first entry says whose file it is.
    const found = find(entry);
    if (number <= task.passed) continue;
    if (typeof found === "string") gathered.skipped = added(gathered.skipped, { [found]: 1 });
    else gathered.posts.push(await dated(found));
    if (number - from === AT_ONCE && !(await make(number))) return false;
  }
  return number === from || make(number);
}

const dated = async (found: FoundPost): Promise<DatedPost> => ({
  ...found,
  language: await languageFound(found.body),
  lowest: firstIdAt(found.at),
  highest: firstIdAt(new Date(found.at.getTime() + 1)) - 1,
});

/** Tells how far it is, once a second at most. */
function progressTeller(ctx: JobContext, { id, userId, total }: RunningImport) {
  let toldAt = performance.now();
  return async (passed: number) => {
    if (performance.now() - toldAt < PROGRESS_EVERY_MS) return;
    toldAt = performance.now();
    await tellProgress(ctx, userId, id, percentOf(passed, total ?? 0));
  };
}

/** Takes an import back: deletes those of its posts that are still there, a few at a time. */
export const takeOut: JobHandler<"imports.undo"> = async (ctx, { importId }) => {
  for (let count = AT_ONCE; count === AT_ONCE; ) {
    ctx.signal.throwIfAborted();
    count = await takeSomeOut(ctx, importId, AT_ONCE);
  }
  await ctx.db
    .update(imports)
    .set({ state: "undone", movedAt: sql`now()` })
    .where(and(eq(imports.id, importId), eq(imports.state, "undoing")));
};

/** Gives up what was lost, so that it holds nobody up, and forgets what left nothing behind. */
export const purgeImports: JobHandler<"imports.purge"> = async (ctx) => {
  const lost = sql`${imports.movedAt} < now() - make_interval(mins => ${LOST_AFTER_MINUTES})`;
  await ctx.db.delete(imports).where(and(eq(imports.state, "arriving"), lost));
  // What is left of its posts can still be taken out.
  await ctx.db
    .update(imports)
    .set({ state: "done" })
    .where(and(eq(imports.state, "undoing"), lost));
  const found = await ctx.db
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.state, "running"), lost));
  for (const { id } of found) await endImport(ctx, id, { key: "lost" });
  const isOld = sql`${imports.movedAt} < now() - make_interval(days => ${REMEMBERED_DAYS})`;
  const isEmpty = sql`(${imports.state} = 'undone' or (${imports.state} = 'failed' and ${imports.written} = 0))`;
  await ctx.db.delete(imports).where(and(isOld, isEmpty));
};
