import type { Context } from "../context";
import type { Mail } from "../ports/contracts";
import type { SearchCopy } from "../ports/search-contract";
import type { JobKind, JobOf } from "./schema";

/** What a handler works with: the data, and the services outside that no request may wait for. */
export interface JobContext extends Context {
  viewer: null;
  /** The job's id, the same on every try. */
  jobId: string;
  /** When the job was asked for. */
  requestedAt: Date;
  mail: Mail;
  /** The index outside of the database, where there is one. */
  search: SearchCopy | null;
  /** Aborted when the job is no longer this process's to do. */
  signal: AbortSignal;
  /**
   * Does a part of a long job. With Inngest a part that is done is not done again when a later one
   * fails; elsewhere the whole job is. Its result must survive JSON.
   */
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/**
 * Does one job. It may run more than once (a process can die between doing and noting), so it reads
 * what is there now and writes so that a second time changes nothing.
 */
export type JobHandler<Kind extends JobKind> = (ctx: JobContext, job: JobOf<Kind>) => Promise<void>;
