import { once } from "node:events";
import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SUPERUSER } from "./credentials";
import { handOver } from "./home";
import { lastWords, run, type Site } from "./program";

// Byte order sorts and compares quickest and never changes with a system's libraries; the character
// type is what trigrams of Korean and accented letters are cut by. Systems differ in its name.
const CHARACTER_TYPES = ["C.UTF-8", "en_US.UTF-8", "C"];

/**
 * Makes the data folder where there is none. It gets its right name last: a folder that bears it is
 * complete, however the start before this one ended.
 */
export async function createData(site: Site): Promise<void> {
  const { data } = site.home;
  if (await stat(join(data, "PG_VERSION")).catch(() => null)) return;
  const draft = `${data}.new`;
  const passwordFile = `${data}.password`;
  await writeFile(passwordFile, site.credentials.password, { mode: 0o600 });
  await handOver(passwordFile, site.home.account);
  try {
    for (const characterType of CHARACTER_TYPES) {
      await rm(draft, { recursive: true, force: true });
      await mkdir(draft, { mode: 0o700 });
      await handOver(draft, site.home.account);
      if (await initialize(site, draft, passwordFile, characterType)) return await rename(draft, data);
    }
  } finally {
    await rm(passwordFile, { force: true });
  }
  throw new Error(`PostgreSQL could not make its files.\n${await lastWords(site)}`);
}

async function initialize(site: Site, folder: string, passwordFile: string, characterType: string) {
  const child = await run(site, "initdb", [
    ...["--pgdata", folder, "--username", SUPERUSER, "--pwfile", passwordFile, "--auth", "scram-sha-256"],
    ...["--encoding", "UTF8", "--locale", "C", "--lc-ctype", characterType],
    ...["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--no-instructions"],
    ...(site.settings.fsync === "off" ? ["--no-sync"] : []),
  ]);
  const [code] = await once(child, "exit");
  return code === 0;
}
