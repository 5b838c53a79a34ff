import { createHash } from "node:crypto";
import { chmod, cp, lchown, mkdir, readdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Account } from "./account";
import type { Installation } from "./binaries";

/** Where one database and the programs that serve it are. */
export interface Home {
  /** PostgreSQL's own data folder. */
  data: string;
  installation: Installation;
}

const OPEN_TO_ALL = 0o001;

/**
 * Decides on the data folder: `postgres` below `dataDir`. Only a user of the system that cannot get
 * there is given a folder under /var/lib, and a copy of the programs if it cannot reach those either.
 */
export async function prepareHome(dataDir: string, installed: Installation, account: Account): Promise<Home> {
  const { user } = account;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  // Passing through is not reading: what is secret in there has a mode of its own.
  if (user) await chmod(dataDir, 0o711);

  const isHere = !user || (await isReachable(dataDir));
  const folder = isHere ? resolve(dataDir) : `/var/lib/microblog-${nameOf(dataDir)}`;
  if (!isHere) await mkdir(folder, { recursive: true, mode: 0o711 });
  const data = join(folder, "postgres");
  await handOver(data, user);
  if (!user || (await isReachable(join(installed, "bin")))) return { data, installation: installed };

  const installation = join(folder, "postgresql");
  await cp(installed, installation, { recursive: true, force: true, verbatimSymlinks: true });
  await handOver(installation, user);
  return { data, installation };
}

const nameOf = (dataDir: string) => createHash("sha256").update(resolve(dataDir)).digest("hex").slice(0, 12);

async function isReachable(path: string): Promise<boolean> {
  for (let at = resolve(path); ; at = dirname(at)) {
    const { mode } = await stat(at);
    if ((mode & OPEN_TO_ALL) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** Gives a folder to the user who is about to work on it, where root may and it is another's. */
export async function handOver(folder: string, user: Account["user"]): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = user ?? { uid: 0, gid: 0 };
  const owner = await stat(folder).catch(() => null);
  if (owner === null || owner.uid === uid) return;
  if (owner.isDirectory()) {
    for (const entry of await readdir(folder, { recursive: true }))
      await lchown(join(folder, entry), uid, gid);
  }
  await lchown(folder, uid, gid);
}
