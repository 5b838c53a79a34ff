import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { env, environmentWith } from "@/lib/env";
import { claim, ownerOf } from "./claim";
import { readCredentials, urlOf } from "./postgres/credentials";
import { DATABASE, startPostgres } from "./postgres/server";
import { durable } from "./postgres/settings";
import { stage } from "./stage";

/** All that a server process needs from outside of it. */
export interface Site {
  /** The environment for processes of this site. */
  environment: NodeJS.ProcessEnv;
  /** Where migrations go. */
  databaseUrl: string;
  /** Stops what was started for the site. */
  close(): Promise<void>;
}

// Each process also keeps a few connections for background jobs; some are left for an operator.
const CONNECTIONS_BESIDE_THE_POOL = 5;
const SPARE_CONNECTIONS = 20;

/**
 * Provides the database and the secret of the site, bringing along what is not configured.
 * @throws ConfigurationError when the configuration is wrong, Refusal when another copy has the folder
 */
export async function openSite(): Promise<Site> {
  const dataDir = resolve(env.dataDir);
  if (!env.isDatabaseEmbedded) return siteAt(dataDir, env.databaseDirectUrl, async () => undefined, {});

  const giveBack = await claim(dataDir);
  const wanted = env.webConcurrency * (env.databasePoolMax + CONNECTIONS_BESIDE_THE_POOL) + SPARE_CONNECTIONS;
  const settings = { ...durable, max_connections: Math.max(Number(durable.max_connections), wanted) };
  try {
    const postgres = await stage("Starting the database", () => startPostgres(dataDir, settings));
    const close = async () => {
      await postgres.stop();
      await giveBack();
    };
    return await siteAt(dataDir, postgres.url, close, { DATABASE_URL: postgres.url });
  } catch (error) {
    await giveBack();
    throw error;
  }
}

/** For a command beside a running copy: uses that copy's database, or opens the site where none runs. */
export async function joinSite(): Promise<Site> {
  const url = env.isDatabaseEmbedded ? await runningDatabase() : null;
  if (!url) return openSite();
  return siteAt(resolve(env.dataDir), url, async () => undefined, { DATABASE_URL: url });
}

/** Where the database of a running copy is, or null where no copy runs. Starts and changes nothing. */
export async function runningDatabase(): Promise<string | null> {
  const dataDir = resolve(env.dataDir);
  const credentials = (await ownerOf(dataDir)) ? await readCredentials(dataDir) : null;
  return credentials && urlOf(credentials, DATABASE);
}

async function siteAt(
  dataDir: string,
  databaseUrl: string,
  close: () => Promise<void>,
  database: { DATABASE_URL?: string },
): Promise<Site> {
  const given = environmentWith({});
  const environment = environmentWith({
    ...database,
    // The server runs in a folder of its own, from which relative paths would lead elsewhere.
    DATA_DIR: dataDir,
    LOG_FILE: given.LOG_FILE && resolve(given.LOG_FILE),
    AUTH_SECRET: given.AUTH_SECRET || (await keptSecret(dataDir)),
    NEXT_TELEMETRY_DISABLED: "1",
  });
  return { environment, databaseUrl, close };
}

/** The secret of a site on a loopback address: made once, so that sessions outlive a restart. */
async function keptSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, "auth-secret");
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const made = randomBytes(32).toString("hex");
  // Never over an older one, also when two copies start at once.
  await writeFile(file, made, { mode: 0o600, flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return readFile(file, "utf8");
}
