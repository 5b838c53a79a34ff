import "server-only";
import { Unavailable } from "@/db/outage";
import { answers, isMigrated } from "@/db/readiness";
import { database } from "../database";
import { env } from "../env";
import { isRunnerAlive } from "../jobs/heartbeat";
import { log } from "../log";

/** Whether this process can serve people, and if not, what is missing. */
export async function readiness(): Promise<{ isReady: boolean; checks: Record<string, string> }> {
  const checks = {
    database: await within(databaseState()),
    migrations: await within(migrationState()),
    jobs: await within(jobState()),
  };
  return { isReady: Object.values(checks).every((state) => state === "ok"), checks };
}

const DEADLINE_MS = 1_000;

async function within(check: Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("does not answer"), DEADLINE_MS);
  });
  const state = await Promise.race([check.catch(reasonOf), late]);
  clearTimeout(timer);
  return state;
}

function reasonOf(error: unknown): string {
  if (error instanceof Unavailable) return "the database cannot be asked";
  log.error({ event: "readiness-not-known", err: error });
  return "not known";
}

async function databaseState(): Promise<string> {
  await answers(database());
  return "ok";
}

async function migrationState(): Promise<string> {
  return (await isMigrated(database())) ? "ok" : "the schema is behind: run npm run migrate";
}

async function jobState(): Promise<string> {
  if (env.jobs === "cron") return "ok";
  return (await isRunnerAlive(database())) ? "ok" : "nobody runs background jobs";
}
