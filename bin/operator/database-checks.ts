import { sql } from "drizzle-orm";
import type { Database } from "@/db/connection";
import { Unavailable } from "@/db/outage";
import { isMigrated } from "@/db/readiness";
import { env } from "@/lib/env";
import { isRunnerAlive } from "@/lib/jobs/heartbeat";
import { listJobs } from "@/lib/jobs/operator";
import { type Finding, failed, ok, warning } from "./finding";

/** PostgreSQL 15: `unique nulls not distinct` and what else the migrations use. */
const OLDEST = 150_000;
/** Sessions, links and limits are timed by the database, cookies by us. */
const CLOCK_WARNING_SECONDS = 2;
const CLOCK_FAILURE_SECONDS = 30;
/** A job that should have been done long ago. */
const LATE_MINUTES = 15;
/** Beside its pool a process keeps these for jobs and for listening. */
const CONNECTIONS_BESIDE_THE_POOL = 5;

interface Facts extends Record<string, unknown> {
  version: number;
  name: string;
  most: number;
  now: number;
}

/** Whether the database answers, is new enough, has room, keeps time and has the tables. */
export async function checkDatabase(db: Database): Promise<Finding[]> {
  const startedAt = Date.now();
  try {
    const [facts] = await db.execute<Facts>(sql`select
      current_setting('server_version_num')::int as version, current_setting('server_version') as name,
      current_setting('max_connections')::int as most, extract(epoch from now())::float8 * 1000 as now`);
    if (!facts) throw new Error("a select returned no row");
    const ms = Date.now() - startedAt;
    return [serverOf(facts, ms), roomOf(facts), clockOf(facts, startedAt, ms), await schemaOf(db)];
  } catch (error) {
    const found = error instanceof Unavailable ? reasonOf(error) : (error as Error).message;
    return [failed("database", found, "Look at DATABASE_URL, and whether its server runs.")];
  }
}

const reasonOf = (error: Error) => (error.cause instanceof Error ? error.cause.message : error.message);

const serverOf = ({ version, name }: Facts, ms: number) =>
  version < OLDEST
    ? failed("database", `PostgreSQL ${name}`, "Use version 15 or newer.")
    : ok("database", `PostgreSQL ${name}, answers in ${ms} ms`);

function roomOf({ most }: Facts): Finding {
  const wanted = env.webConcurrency * (env.databasePoolMax + CONNECTIONS_BESIDE_THE_POOL);
  const found = `${env.webConcurrency} processes may want ${wanted} of ${most}`;
  const remedy =
    "Lower DATABASE_POOL_MAX or WEB_CONCURRENCY, raise max_connections, or put a pooler between.";
  return wanted > most ? warning("connections", found, remedy) : ok("connections", found);
}

function clockOf({ now }: Facts, startedAt: number, ms: number): Finding {
  const seconds = Math.abs(Number(now) - (startedAt + ms / 2)) / 1_000;
  const found = `${seconds.toFixed(1)} s apart from the database's`;
  const remedy = "Have both machines keep time by NTP.";
  if (seconds > CLOCK_FAILURE_SECONDS) return failed("clock", found, remedy);
  return seconds > CLOCK_WARNING_SECONDS ? warning("clock", found, remedy) : ok("clock", found);
}

async function schemaOf(db: Database): Promise<Finding> {
  const isThere = await isMigrated(db).catch(() => false);
  return isThere ? ok("schema", "up to date") : failed("schema", "is behind", "Run: npm run migrate");
}

/** Whether somebody does background jobs, and whether any were given up. */
export async function checkJobs(db: Database): Promise<Finding> {
  const jobs = await listJobs(db);
  const dead = jobs.filter(({ state }) => state === "dead").length;
  const late = jobs.filter(
    ({ state, requestedAt }) =>
      state !== "dead" && Date.now() - requestedAt.getTime() > LATE_MINUTES * 60_000,
  ).length;
  const found = `${jobs.length - dead} wait (${late} of them for over ${LATE_MINUTES} minutes), ${dead} given up`;
  if (env.jobs !== "cron" && !(await isRunnerAlive(db))) {
    return failed("jobs", `nobody does them; ${found}`, "Start the site, or npm run worker.");
  }
  if (late > 0) return warning("jobs", found, "Look into the log for job-failed.");
  return dead > 0
    ? warning("jobs", found, "Look: npm run jobs -- list. Then retry or drop.")
    : ok("jobs", found);
}
