import { type ChildProcess, spawn } from "node:child_process";
import { cp } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { end, runQuietly, tool } from "@/bin/child";
import { freePort, readCredentials, urlOf } from "@/bin/postgres/credentials";
import { DATABASE } from "@/bin/postgres/server";
import { stage } from "@/bin/stage";
import { environmentWith } from "@/lib/env";
import { descendants, type Usage, usageOf } from "./usage";

const CORES = availableParallelism();
const UP_WITHIN_MS = 600_000;
const STOP_WITHIN_MS = 20_000;
/** Of every program that is measured. */
export const SECRET = "a-secret-for-measuring-only-0123456789";

/** A server under load, in one process for each core. */
export interface Program {
  name: "product" | "before" | "alone" | "floor" | "empty";
  origin: string;
  usage(): Usage;
  /** Its server processes. */
  pids(): number[];
  stop(): Promise<void>;
}

/** The product with the database it brings along, as `npm start` runs it. */
export interface Product extends Program {
  databaseUrl: string;
  /** What the database writes about itself. */
  databaseLog: string;
  databaseUsage(): Usage;
}

/** @param dataDir where the database is kept from one run to the next */
export async function startProduct(dataDir: string): Promise<Product> {
  const program = await startCheckout("product", ".", { DATA_DIR: resolve(dataDir) });
  const credentials = await readCredentials(dataDir);
  if (!credentials) throw new Error("the product brought no database along");
  return {
    ...program,
    databaseUrl: urlOf(credentials, DATABASE),
    databaseLog: join(dataDir, "postgres.log"),
    databaseUsage: () => usageOf(descendants(program.root, /^postgres/)),
  };
}

/** Another checkout of the product over the same database. */
export const startBefore = (folder: string, databaseUrl: string): Promise<Program> =>
  startCheckout("before", folder, { DATABASE_URL: databaseUrl });

/** One process of the product by itself, over the same database. */
export const startAlone = (databaseUrl: string): Promise<Program> =>
  startCheckout("alone", ".", { DATABASE_URL: databaseUrl, WEB_CONCURRENCY: "1" });

async function startCheckout(name: Program["name"], cwd: string, settings: Record<string, string>) {
  const command = [
    resolve(cwd, "node_modules/.bin/node"),
    "--conditions=react-server",
    "--import",
    "tsx",
    "bin/start.ts",
  ];
  const answers = (origin: string) =>
    fetch(`${origin}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  const own = {
    WEB_CONCURRENCY: String(CORES),
    // They would refuse what a load generator asks.
    RATE_LIMITS: "off",
    AUTH_SECRET: SECRET,
    LOG_LEVEL: "warn",
    ...settings,
  };
  return startProgram(
    name,
    command,
    cwd,
    (port) => ({ ...own, APP_URL: `http://127.0.0.1:${port}` }),
    answers,
  );
}

const many = (file: string, ...args: string[]) => [
  process.execPath,
  "tests/bench/every-core.mjs",
  file,
  ...args,
];
const answersAtAll = (origin: string) =>
  fetch(origin).then(
    () => true,
    () => false,
  );

/** The bare server. @param scenes file with the statements and the answers it repeats */
export const startFloor = (databaseUrl: string, scenes: string): Promise<Program> =>
  startProgram(
    "floor",
    many("tests/bench/floor.mjs", scenes),
    ".",
    () => ({ DATABASE_URL: databaseUrl }),
    answersAtAll,
  );

/** An empty page of the same framework, built first. */
export async function startEmpty(stop: AbortSignal): Promise<Program> {
  const folder = join("tests", "bench", "empty");
  await stage("Building the empty page", () =>
    runQuietly([tool("next"), "build", folder], environmentWith({ NEXT_TELEMETRY_DISABLED: "1" }), stop),
  );
  const standalone = join(folder, ".next", "standalone", basename(resolve()), folder);
  // A browser asks for its scripts too; the framework leaves them out of what is to be served.
  await cp(join(folder, ".next", "static"), join(standalone, ".next", "static"), { recursive: true });
  const server = join(standalone, "server.js");
  return startProgram("empty", many(server), ".", () => ({ HOSTNAME: "127.0.0.1" }), answersAtAll);
}

async function startProgram(
  name: Program["name"],
  [file = "", ...args]: string[],
  cwd: string,
  settings: (port: number) => Record<string, string>,
  isUp: (origin: string) => Promise<boolean>,
): Promise<Program & { root: number }> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const env = environmentWith({ ...settings(port), NODE_ENV: "production", PORT: String(port) });
  const child = spawn(file, args, { cwd, env, stdio: ["ignore", "ignore", "inherit"] });
  await up(name, child, () => isUp(origin));
  const root = child.pid ?? 0;
  const pids = () => descendants(root, /^(node|next-server|MainThread)/).filter((pid) => pid !== root);
  return { name, origin, root, pids, usage: () => usageOf(pids()), stop: () => end(child, STOP_WITHIN_MS) };
}

async function up(name: string, child: ChildProcess, isUp: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + UP_WITHIN_MS; !(await isUp()); await sleep(200)) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`the ${name} did not start`);
  }
}
