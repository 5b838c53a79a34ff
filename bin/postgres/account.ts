import { spawnSync } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { dirname, resolve } from "node:path";
import { dyingWithUs } from "../child";

/**
 * PostgreSQL refuses to run as root and as a user without a name. An account says how its programs
 * are started instead.
 */
export interface Account {
  /** What stands before the program. */
  prefix: string[];
  /** The user that owns the files and runs the programs, where it is not the one who starts them. */
  user?: User;
}

interface User {
  uid: number;
  gid: number;
}

const works = (command: string[], user?: User) =>
  spawnSync(command[0] ?? "", command.slice(1), { ...user }).status === 0;

/** Whether programs started by this account get to a path. */
export const reaches = ({ prefix, user }: Account, path: string) =>
  works([...prefix, "test", "-x", path], user);

const isNamed = () => {
  try {
    return userInfo().username !== "";
  } catch {
    return false;
  }
};

async function systemUsers(): Promise<(User & { name: string })[]> {
  const lines = (await readFile("/etc/passwd", "utf8").catch(() => "")).split("\n");
  return lines.flatMap((line) => {
    const [name = "", , uid, gid] = line.split(":");
    return Number(uid) > 0 ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/**
 * The ways to start PostgreSQL here, the best first: as ourselves; as ourselves under another name, in a
 * user namespace (it then reaches our own folders of mode 700); as the user whose
 * folder this is (root may work in the home of somebody else); as a user of the system.
 * @throws Error with a remedy where there is none
 */
export async function possibleAccounts(dataDir: string): Promise<Account[]> {
  const isRoot = process.getuid?.() === 0;
  const prefix = dyingWithUs("INT");
  if (!isRoot && (isNamed() || process.platform === "win32")) return [{ prefix }];

  const users = await systemUsers();
  const masked = maskedAs(users[0]);
  const host = await hostOf(dataDir);
  const others = [
    users.find(({ uid }) => uid === host),
    users.find(({ name }) => name === "postgres"),
    users.find(({ name }) => name === "nobody"),
  ].flatMap((user) => (isRoot && user ? [{ prefix, user: { uid: user.uid, gid: user.gid } }] : []));
  const accounts = masked ? [{ prefix: [...masked, ...prefix] }, ...others] : others;
  if (accounts.length > 0) return accounts;
  throw new Error("PostgreSQL cannot be started by this user: use another one, or set DATABASE_URL.");
}

/** Whose folder, or whose home, a path is in: the nearest owner that is not root, 0 if there is none. */
async function hostOf(path: string): Promise<number> {
  for (let at = resolve(path); ; at = dirname(at)) {
    const { uid } = await stat(at);
    if (uid !== 0 || at === dirname(at)) return uid;
  }
}

function maskedAs(user: User | undefined): string[] | null {
  const prefix = ["unshare", "--user", `--map-user=${user?.uid}`, `--map-group=${user?.gid}`, "--"];
  return user && works([...prefix, "true"]) ? prefix : null;
}
