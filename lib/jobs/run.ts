import "server-only";
import type { Database, Transaction } from "@/db/connection";
import { databaseTime } from "../clock";
import { log } from "../log";
import { loggedError } from "../log-error";
import { PermanentFailure } from "../ports/contracts";
import { bury, put, queueIn, sender } from "./enqueue";
import { Postponed } from "./pauses";
import { reportFailure } from "./report";
import { type Envelope, envelopeSchema, jobSchema, PATIENCE_HOURS } from "./schema";

/** A row of the queue that this process has taken. */
export interface Taken {
  id: string;
  name: string;
  retryCount: number;
  data: unknown;
  signal: AbortSignal;
}

/** What became of a job. A failed one is tried again some time later, until its tries are used up. */
export interface Settled {
  id: string;
  status: "completed" | "failed";
  output?: { reason: string };
}

/** Does what an envelope asks for. */
export type Work = (envelope: Envelope, signal: AbortSignal) => Promise<void>;

const MS_PER_HOUR = 3_600_000;

/** Does one job that was taken from the queue, and says what became of it. Never throws for the job's faults. */
export async function runTaken(db: Database, taken: Taken, work: Work): Promise<Settled> {
  const startedAt = performance.now();
  const envelope = envelopeOf(taken);
  if (!envelope) {
    log.error({ event: "job-unknown", jobId: taken.id });
    return { id: taken.id, status: "failed", output: { reason: "unknown kind of job" } };
  }
  const note = { kind: envelope.job.kind, jobId: envelope.id, try: taken.retryCount + 1 };
  try {
    await work(envelope, taken.signal);
    log.info({ event: "job-done", ...note, ms: Math.round(performance.now() - startedAt) });
    return { id: taken.id, status: "completed" };
  } catch (error) {
    if (error instanceof Postponed && !isTooOld(envelope)) {
      log.warn({ event: "job-postponed", ...note, service: error.service, reason: reasonOf(error) });
      await postpone(db, taken, envelope, error.seconds);
      return { id: taken.id, status: "completed" };
    }
    if (error instanceof PermanentFailure || error instanceof Postponed) {
      log.error({ event: "job-dead", ...note, reason: reasonOf(error) });
      await replace(db, taken, (tx) => bury(tx, envelope, reasonOf(error)));
      return { id: taken.id, status: "completed" };
    }
    // An error of the mail that tells of errors would tell of itself for ever.
    if (envelope.job.kind === "failures.tell") log.error({ event: "job-failed", ...note, err: error });
    else reportFailure("job-failed", error, note);
    return { id: taken.id, status: "failed", output: { reason: reasonOf(error) } };
  }
}

/** Jobs by the clock come without an envelope. */
function envelopeOf({ id, data }: Taken): Envelope | null {
  const scheduled = jobSchema.safeParse(data);
  if (scheduled.success) {
    return { id, requestedAt: databaseTime().toISOString(), postponements: 0, job: scheduled.data };
  }
  return envelopeSchema.safeParse(data).data ?? null;
}

const isTooOld = ({ requestedAt }: Envelope) =>
  databaseTime().getTime() - Date.parse(requestedAt) > PATIENCE_HOURS * MS_PER_HOUR;

const reasonOf = (error: unknown): string => {
  const { type, message } = loggedError(error instanceof Postponed && error.cause ? error.cause : error);
  return `${type}: ${message}`;
};

const SPREAD_SECONDS = 2;

/** Puts a job off without counting it as a failure. */
function postpone(db: Database, taken: Taken, envelope: Envelope, seconds: number): Promise<void> {
  const startAfter = new Date(databaseTime().getTime() + (seconds + Math.random() * SPREAD_SECONDS) * 1_000);
  const later = { ...envelope, postponements: envelope.postponements + 1 };
  return replace(db, taken, (tx) => put(tx, later, startAfter));
}

/** Another row takes the place of this one, so that nothing still said about the old one can touch it. */
async function replace(db: Database, taken: Taken, write: (tx: Transaction) => Promise<void>): Promise<void> {
  const boss = await sender(db);
  await db.transaction(async (tx) => {
    const attempt = { id: taken.id, retryCount: taken.retryCount };
    const answer = await boss.deleteJob(taken.name, attempt, { db: queueIn(tx) });
    // Nothing deleted: another process has taken the job over meanwhile.
    if ((answer as { affected: number }).affected > 0) await write(tx);
  });
}
