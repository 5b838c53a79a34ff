import { createHash } from "node:crypto";
import { chmod, cp, lchown, mkdir, readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Account, possibleAccounts, reaches } from "./account";
import type { Installation } from "./binaries";

/** Where one database is, with the programs that serve it and the account that runs them. */
export interface Home {
  /** PostgreSQL's own data folder. */
  data: string;
  installation: Installation;
  account: Account;
}

/**
 * Decides on the data folder, `postgres` below `dataDir`, and on the account. Only where no account gets
 * there is the folder under /var/lib, with a copy of the programs.
 * @throws Error with a remedy when PostgreSQL cannot be run here
 */
export async function prepareHome(dataDir: string, installation: Installation): Promise<Home> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const accounts = await possibleAccounts(dataDir);
  const own = accounts[0]?.user === undefined ? accounts[0] : undefined;
  const programs = join(installation, "bin", "postgres");
  if (own && reaches(own, dataDir) && reaches(own, programs)) return settle(dataDir, installation, own);

  // Passing through is not reading: what is secret in there has a mode of its own.
  await chmod(dataDir, 0o711);
  const near = accounts.find((account) => reaches(account, dataDir) && reaches(account, programs));
  return near ? settle(dataDir, installation, near) : moveOut(dataDir, installation, accounts.at(-1));
}

async function settle(folder: string, installation: Installation, account: Account): Promise<Home> {
  const data = join(resolve(folder), "postgres");
  await handOver(data, account);
  return { data, installation, account };
}

async function moveOut(dataDir: string, installed: Installation, account?: Account): Promise<Home> {
  if (!account?.user) throw new Error(`PostgreSQL does not get to ${dataDir}: set DATA_DIR or DATABASE_URL.`);
  const name = createHash("sha256").update(resolve(dataDir)).digest("hex").slice(0, 12);
  const folder = `/var/lib/microblog-${name}`;
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const installation = join(folder, "postgresql");
  await cp(installed, installation, { recursive: true, force: true, verbatimSymlinks: true });
  await handOver(installation, account);
  return settle(folder, installation, account);
}

/** Gives a folder to the account that is about to work on it, where root may and it is another's. */
export async function handOver(folder: string, { user }: Account): Promise<void> {
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
