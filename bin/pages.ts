import { createHash, type Hash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { environmentWith } from "@/lib/env";
import { runQuietly, tool } from "./child";
import { exclusively } from "./lock.mjs";
import { stage } from "./stage";

/** The program that a build leaves, with everything it needs beside it. */
export const STANDALONE = join(".next", "standalone");
const STAMP = join(".next", "built-from");

/**
 * From this the addresses of actions are made, which are no secret: every build of the same sources gives
 * them the same, so that a page of one machine or release can be sent to another. What is secret is
 * encrypted under a key of the site's own (lib/web/start.ts).
 */
const ACTION_NAMES = Buffer.from("microblog: names of its actions.").toString("base64");

// What the pages are not made of. Names that begin with a dot are left out as well.
const NOT_SOURCES = new Set([
  "node_modules",
  "deploy",
  "docs",
  "tests",
  "coverage",
  "test-results",
  "playwright-report",
]);
const NOT_SOURCE_FILE = /\.(md|tsbuildinfo)$|^next-env\.d\.ts$/;

/**
 * Builds the pages for production where they are not yet built from these very sources.
 * @param dataDir is never read: it may lie inside the repository under any name
 * @throws Refusal with what the compiler said
 */
export async function buildPages(dataDir: string, stop: AbortSignal, force = false): Promise<void> {
  await exclusively("pages", async () => {
    const sources = await fingerprint(resolve(dataDir));
    const builtFrom = await readFile(STAMP, "utf8").catch(() => "");
    if (builtFrom === sources && !force) return;
    await stage("Building the pages", async () => {
      await rm(STAMP, { force: true });
      const env = environmentWith({
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: ACTION_NAMES,
      });
      await runQuietly([tool("next"), "build"], env, stop);
      // What compresses and bundles takes hundreds of MB, which we would keep for as long as we serve.
      await runQuietly([process.execPath, ...process.execArgv, join("bin", "complete.ts")], env, stop);
      await writeFile(STAMP, sources);
    });
  });
}

/** The sources in one number: names and contents of all files that could end up in a page. */
async function fingerprint(dataDir: string): Promise<string> {
  const hash = createHash("sha256").update(process.version);
  for (const { name } of await sortedEntries(".")) {
    if (!NOT_SOURCES.has(name)) await addTo(hash, name, dataDir);
  }
  return hash.digest("hex");
}

async function addTo(hash: Hash, path: string, dataDir: string): Promise<void> {
  if (resolve(path) === dataDir || NOT_SOURCE_FILE.test(path)) return;
  const content = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EISDIR") return null;
    throw error;
  });
  if (content) {
    hash.update(`${path}\0${content.length}\0`).update(content);
    return;
  }
  for (const { name } of await sortedEntries(path)) await addTo(hash, join(path, name), dataDir);
}

async function sortedEntries(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.name.startsWith(".") && (entry.isFile() || entry.isDirectory()))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
