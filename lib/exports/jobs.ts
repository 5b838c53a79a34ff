import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { exportTasks, posts, users } from "@/db/schema";
import { inTransaction } from "../context";
import { env } from "../env";
import type { JobContext, JobHandler } from "../jobs/context";
import { links } from "../links";
import { localeSchema } from "../people/schema";
import { PermanentFailure } from "../ports/contracts";
import { exportLetter, exportLinkLetter } from "./mail";
import { endExport, FileWriter, isLost, noteProgress } from "./mutations";
import { piecesOf, postsUpTo } from "./queries";
import { EMPTY_FILE, exportedPost, FILE_END, percentOf } from "./rules";
import { ATTACHED_MAX_BYTES, FILE_NAME, FILE_TYPE, KEPT_DAYS } from "./schema";

const PIECE_BYTES = 256 * 1024;
const PROGRESS_EVERY_MS = 1_000;

/** What a try finds of the export it is to make. */
const running = {
  id: exportTasks.id,
  userId: exportTasks.userId,
  isBuilt: sql<boolean>`${exportTasks.builtAt} is not null`,
  byteSize: exportTasks.byteSize,
  username: users.username,
  email: users.email,
  locale: users.locale,
};

async function runningExport(ctx: JobContext, exportId: string) {
  const [task] = await ctx.db
    .select(running)
    .from(exportTasks)
    .innerJoin(users, eq(users.id, exportTasks.userId))
    .where(and(eq(exportTasks.id, exportId), eq(exportTasks.state, "running")));
  return task;
}

/**
 * Makes the file and mails it. The file is made once and does not change afterwards, so that a try
 * after a crash sends the same mail, which the provider knows again by its key.
 */
export const makeExport: JobHandler<"exports.make"> = async (ctx, job) => {
  const found = await runningExport(ctx, job.exportId);
  if (!found) return;
  if (!found.isBuilt) await ctx.step("build", () => build(ctx, found));
  const task = await runningExport(ctx, job.exportId);
  if (!task) return;
  const recipient = { locale: localeSchema.catch(job.locale).parse(task.locale), name: task.username };
  const isAttached = task.byteSize <= ATTACHED_MAX_BYTES;
  const letter = isAttached
    ? exportLetter(recipient)
    : exportLinkLetter(recipient, env.appUrl + links.exportFile(task.id));
  try {
    const content = isAttached ? await wholeFile(ctx, task.id) : null;
    const attachments = content ? [{ name: FILE_NAME, type: FILE_TYPE, content }] : [];
    await ctx.mail.send({ key: ctx.jobId, to: task.email, ...letter, attachments });
  } catch (error) {
    if (!(error instanceof PermanentFailure)) throw error;
    await endExport(ctx, task.id, "failed");
    throw error;
  }
  await endExport(ctx, task.id, "done");
};

async function wholeFile(ctx: JobContext, exportId: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(ctx, exportId)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Writes the file from the beginning, oldest post first; posts written meanwhile are not in it. */
async function build(ctx: JobContext, { id, userId }: { id: string; userId: number }): Promise<void> {
  const [scope] = await ctx.db
    .select({ total: sql<number>`count(*)::int`, last: sql<string | null>`max(${posts.id})` })
    .from(posts)
    .where(eq(posts.authorId, userId));
  const { total, last } = scope ?? { total: 0, last: null };
  const file = await FileWriter.begin(ctx, id);
  let toldAt = performance.now();
  let done = 0;
  for await (const page of postsUpTo(ctx, userId, Number(last))) {
    ctx.signal.throwIfAborted();
    for (const post of page) file.add(exportedPost(post, done++ === 0));
    await file.flush(PIECE_BYTES);
    if (performance.now() - toldAt < PROGRESS_EVERY_MS) continue;
    if (!(await noteProgress(ctx, id, percentOf(done, total)))) return;
    toldAt = performance.now();
  }
  file.add(done === 0 ? EMPTY_FILE : FILE_END);
  await file.flush(0);
  const built = {
    builtAt: sql`now()`,
    postCount: done,
    byteSize: file.byteSize,
    percent: percentOf(done, total),
  };
  await ctx.db.update(exportTasks).set(built).where(eq(exportTasks.id, id));
}

/** Deletes files whose time is over, and tells the owners of exports that were lost. */
export const purgeExports: JobHandler<"exports.purge"> = async (ctx) => {
  const isOver = sql`${exportTasks.requestedAt} < now() - make_interval(days => ${KEPT_DAYS})`;
  await ctx.db.delete(exportTasks).where(isOver);
  const lost = await ctx.db.select({ id: exportTasks.id }).from(exportTasks).where(isLost);
  for (const { id } of lost) await inTransaction(ctx, (tx) => endExport(tx, id, "failed"));
};
