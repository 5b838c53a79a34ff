import "server-only";
import { hostname } from "node:os";
import { type JobWithMetadata, PgBoss } from "pg-boss";
import type { Database } from "@/db/connection";
import { QUEUE_SCHEMA, type Queue } from "@/db/queue";
import { log } from "../log";
import { runTaken, type Settled, type Work } from "./run";
import { type Job, SCHEDULE } from "./schema";

export interface RunnerOptions {
  /** A direct connection, so that new jobs wake the runner at once; through a pooler it looks every second. */
  url: string;
  db: Database;
  work: Work;
  /** How often it looks for new jobs where nothing wakes it. */
  lookSeconds?: number;
  /** How often work that is due later, or that a dead process has left, is looked for. */
  sweepSeconds?: number;
}

/** Takes jobs from the queue and does them, beside the runners of other processes. */
export interface Runner {
  /** Takes no more jobs, and waits at most so long for those under way; what is not done others take up. */
  stop(timeoutSeconds?: number): Promise<void>;
}

const CONNECTIONS = 2;
const LOOK_SECONDS = 1;
const SWEEP_SECONDS = 5;
const HEARTBEAT_SECONDS = 5;
const AT_ONCE = 10;
const STATEMENT_TIMEOUT_MS = 10_000;

/** @throws the driver's error when the database cannot be reached, or pg-boss's when it was not migrated */
export async function startRunner(options: RunnerOptions): Promise<Runner> {
  const boss = new PgBoss(optionsFor(options));
  boss.on("error", (error) => log.warn({ event: "runner-trouble", reason: error.message }));
  boss.on("warning", ({ message }) => log.warn({ event: "runner-warning", reason: message }));
  const stop = (timeoutSeconds = 8) => boss.stop({ timeout: timeoutSeconds * 1_000 });
  try {
    await boss.start();
    await keepSchedule(boss);
    await takeJobs(boss, options);
  } catch (error) {
    // Its heartbeat must not say that somebody works.
    await stop(0);
    throw error;
  }
  return { stop };
}

async function takeJobs(boss: PgBoss, options: RunnerOptions): Promise<void> {
  const { db, work, lookSeconds = LOOK_SECONDS, sweepSeconds = SWEEP_SECONDS } = options;
  const taking = {
    includeMetadata: true,
    perJobResults: true,
    pollingIntervalSeconds: lookSeconds,
  } as const;
  const quick = {
    batchSize: AT_ONCE,
    burstWhenBatchFull: true,
    notifyPollingIntervalSeconds: 2 * lookSeconds,
  };
  const long = { batchSize: 1, notifyPollingIntervalSeconds: sweepSeconds };
  const take = (queue: Queue) => (jobs: JobWithMetadata[]) =>
    Promise.all(jobs.map((job) => doOne(boss, queue, db, job, work)));
  await boss.work("quick", { ...taking, ...quick, localConcurrency: 2 }, take("quick"));
  await boss.work("long", { ...taking, ...long }, take("long"));
}

function optionsFor({ url, sweepSeconds = SWEEP_SECONDS }: RunnerOptions) {
  return {
    connectionString: url,
    schema: QUEUE_SCHEMA,
    application_name: "microblog-jobs",
    max: CONNECTIONS,
    connectionTimeoutMillis: 5_000,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    // The driver's own, for a server that has fallen silent.
    query_timeout: STATEMENT_TIMEOUT_MS + 1_000,
    migrate: false,
    useListenNotify: true,
    superviseIntervalSeconds: sweepSeconds,
    monitorIntervalSeconds: sweepSeconds,
    cronMonitorIntervalSeconds: 30,
    cronWorkerIntervalSeconds: sweepSeconds,
    instanceName: `${hostname()}-${process.pid}`,
    instanceHeartbeatSeconds: HEARTBEAT_SECONDS,
  };
}

/** Done jobs are noted one by one: after a crash only those that were really under way are repeated. */
async function doOne(boss: PgBoss, queue: Queue, db: Database, job: JobWithMetadata, work: Work) {
  const settled: Settled = await runTaken(db, job, work);
  if (settled.status === "completed") await boss.complete(queue, job).catch(() => undefined);
  return settled;
}

async function keepSchedule(boss: PgBoss): Promise<void> {
  const kept = await boss.getSchedules("quick");
  for (const { key } of kept) if (!(key in SCHEDULE)) await boss.unschedule("quick", key);
  for (const [kind, cron] of Object.entries(SCHEDULE)) {
    await boss.schedule("quick", cron, { kind } as Job, { key: kind });
  }
}
