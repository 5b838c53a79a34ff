import "server-only";
import type { JobWithMetadata } from "pg-boss";
import type { Database } from "@/db/connection";
import type { Queue } from "@/db/queue";
import { queueIn, sender } from "./enqueue";
import { runTaken, type Work } from "./run";
import { SCHEDULE } from "./schema";

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;
const AT_ONCE = 10;
const TOUCH_MS = 5_000;
const WORKING: Queue[] = ["quick", "long"];

/**
 * Does what is due now and returns, where no process lasts. Stops taking jobs at the deadline.
 *
 * @returns how many jobs were taken
 */
export async function drain(
  db: Database,
  work: Work,
  deadlineMs = Number.POSITIVE_INFINITY,
): Promise<number> {
  const endsAt = performance.now() + deadlineMs;
  let taken = 0;
  for (const queue of WORKING) {
    while (performance.now() < endsAt) {
      const count = await takeBatch(db, queue, work);
      if (count === 0) break;
      taken += count;
    }
  }
  return taken;
}

/**
 * Asks for the jobs of the clock, each at most once in its interval, and takes over what a process that
 * died has left. The runner of a lasting process does both by itself.
 */
export async function enqueueScheduled(db: Database): Promise<void> {
  const boss = await sender(db);
  for (const [kind, cron] of Object.entries(SCHEDULE)) {
    const singletonSeconds = /^\d+ \* /.test(cron) ? HOUR_SECONDS : DAY_SECONDS;
    await boss.send("quick", { kind }, { db: queueIn(db), singletonKey: kind, singletonSeconds });
  }
  await boss.supervise();
}

async function takeBatch(db: Database, queue: Queue, work: Work): Promise<number> {
  const boss = await sender(db);
  const through = { db: queueIn(db) };
  const options = { includeMetadata: true, batchSize: AT_ONCE, ...through } as const;
  const jobs = await boss.fetch<object>(queue, options);
  const held = setInterval(() => boss.touch(queue, jobs, through).catch(() => undefined), TOUCH_MS);
  const doOne = async (job: JobWithMetadata) => {
    const { signal } = new AbortController();
    const { status, output } = await runTaken(db, { ...job, signal }, work);
    if (status === "completed") await boss.complete(queue, job, null, through);
    else await boss.fail(queue, job, output, through);
  };
  try {
    // One after the other: the database may be a single connection.
    for (const job of jobs) await doOne(job);
  } finally {
    clearInterval(held);
  }
  return jobs.length;
}
