import type { ChildProcess } from "node:child_process";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { end, isOver } from "../child";
import { findInstallation } from "./binaries";
import { settleCredentials, urlOf } from "./credentials";
import { createData } from "./data";
import { prepareHome } from "./home";
import { clearLeftover } from "./leftover";
import { lastWords, run, type Site } from "./program";
import { durable, type Settings } from "./settings";

/** A running database. */
export interface Postgres {
  url: string;
  /** Cuts off what still runs, writes everything down, ends the process. */
  stop(): Promise<void>;
}

// A database that was killed reads its log first; that takes as long as it takes, up to a limit.
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 20_000;
const RESTART_AFTER_MS = 1_000;
export const DATABASE = "microblog";

/**
 * Starts the database whose files are below `dataDir`, making it first where there is none. It is
 * started again when it dies, until `stop` is called.
 * @throws Error with a remedy when PostgreSQL cannot be run here or does not come up
 */
export async function startPostgres(dataDir: string, settings: Settings = durable): Promise<Postgres> {
  const site = await prepareSite(dataDir, settings);
  let isStopping = false;
  let child = await launch(site);
  const watch = () =>
    child.once("exit", async () => {
      await sleep(RESTART_AFTER_MS, undefined, { ref: false });
      if (isStopping) return;
      child = await launch(site);
      watch();
    });
  await awaitReady(site, child);
  watch();
  return {
    url: urlOf(site.credentials, DATABASE),
    stop: async () => {
      isStopping = true;
      // Fast shutdown; the default (SIGTERM) would wait for clients to leave.
      await end(child, STOP_WITHIN_MS, "SIGINT");
    },
  };
}

async function prepareSite(dataDir: string, settings: Settings): Promise<Site> {
  const home = await prepareHome(dataDir, await findInstallation());
  await clearLeftover(home.data);
  const logFile = join(dataDir, "postgres.log");
  await rename(logFile, `${logFile}.1`).catch(() => undefined);
  const site = { home, credentials: await settleCredentials(dataDir), settings, logFile };
  await createData(site);
  return site;
}

function launch(site: Site): Promise<ChildProcess> {
  const settings = { ...site.settings, port: site.credentials.port };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return run(site, "postgres", ["-D", site.home.data, ...options]);
}

async function awaitReady(site: Site, child: ChildProcess): Promise<void> {
  const sql = postgres(urlOf(site.credentials, "postgres"), { max: 1, onnotice: () => undefined });
  try {
    for (const deadline = Date.now() + READY_WITHIN_MS; ; await sleep(50)) {
      const found = await sql`select 1 from pg_database where datname = ${DATABASE}`.catch(() => null);
      if (found?.length === 0) await sql`create database ${sql(DATABASE)}`;
      if (found) return;
      if (isOver(child) || Date.now() > deadline) {
        await end(child, STOP_WITHIN_MS, "SIGINT");
        throw new Error(`PostgreSQL did not start.\n${await lastWords(site)}`);
      }
    }
  } finally {
    await sql.end({ timeout: 1 });
  }
}
