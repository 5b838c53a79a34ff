import "server-only";
import { and, eq, lte, sql } from "drizzle-orm";
import { jobPauses } from "@/db/schema";
import type { Context } from "../context";
import { TemporaryFailure } from "../ports/contracts";

/** A service outside that jobs depend on. */
export type Service = "mail" | "inngest" | "search";

/** The job cannot be done now and is to be tried again then. Not a failure of the job. */
export class Postponed extends Error {
  override name = "Postponed";

  constructor(
    readonly service: Service,
    readonly seconds: number,
    options?: ErrorOptions,
  ) {
    super(`${service} is not to be reached`, options);
  }
}

const FIRST_PAUSE_SECONDS = 2;
const LONGEST_PAUSE_SECONDS = 20;
/** Longer than any call to a service may take. */
const TRIAL_SECONDS = 15;
const TRIAL_MISSED_SECONDS = 3;
const DOUBLINGS = 4;

/**
 * Calls a service that may be out of order. After a failure nobody calls it until the pause is over
 * (as long as it asked for, else 2 s growing to 20 s), and then one caller of the whole site tries.
 *
 * @throws Postponed when the service is left alone or has just failed
 */
export async function whenReachable<T>(ctx: Context, service: Service, call: () => Promise<T>): Promise<T> {
  const isTrial = await admit(ctx, service);
  try {
    const result = await call();
    if (isTrial) await ctx.db.delete(jobPauses).where(eq(jobPauses.service, service));
    return result;
  } catch (error) {
    if (!(error instanceof TemporaryFailure)) throw error;
    throw new Postponed(service, await pause(ctx, service, isTrial, error.retryAfterSeconds), {
      cause: error,
    });
  }
}

/** @returns whether this call is the trial after a pause */
async function admit(ctx: Context, service: Service): Promise<boolean> {
  const [row] = await ctx.db
    .select({ seconds: sql<number>`extract(epoch from ${jobPauses.until} - now())::float8` })
    .from(jobPauses)
    .where(eq(jobPauses.service, service));
  if (!row) return false;
  if (row.seconds > 0) throw new Postponed(service, row.seconds);
  const taken = await ctx.db
    .update(jobPauses)
    .set({ until: sql`now() + make_interval(secs => ${TRIAL_SECONDS})` })
    .where(and(eq(jobPauses.service, service), lte(jobPauses.until, sql`now()`)))
    .returning({ service: jobPauses.service });
  if (taken.length === 0) throw new Postponed(service, TRIAL_MISSED_SECONDS);
  return true;
}

/** @returns for how many seconds */
async function pause(
  ctx: Context,
  service: Service,
  isTrial: boolean,
  askedSeconds?: number,
): Promise<number> {
  const grown = sql`least(${LONGEST_PAUSE_SECONDS}, ${FIRST_PAUSE_SECONDS} * 2 ^ least(${jobPauses.failures}, ${DOUBLINGS}))`;
  const seconds = askedSeconds === undefined ? grown : sql`${askedSeconds}::float8`;
  const first = askedSeconds ?? FIRST_PAUSE_SECONDS;
  const until = sql`now() + make_interval(secs => ${seconds})`;
  const [row] = await ctx.db
    .insert(jobPauses)
    .values({ service, until: sql`now() + make_interval(secs => ${first})` })
    .onConflictDoUpdate({
      target: jobPauses.service,
      set: {
        // A trial replaces the mark it has set itself; calls that were under way never shorten a pause.
        until: isTrial ? until : sql`greatest(${jobPauses.until}, ${until})`,
        failures: sql`${jobPauses.failures} + 1`,
      },
    })
    .returning({ seconds: sql<number>`extract(epoch from ${jobPauses.until} - now())::float8` });
  return row?.seconds ?? first;
}
