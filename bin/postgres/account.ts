import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { dyingWithUs } from "../child";

/**
 * PostgreSQL refuses to run as root and as a user without a name. An account says how its programs
 * are started instead.
 */
export interface Account {
  /** What stands before the program, so that it sees another user. */
  prefix: string[];
  /** The user that owns the files and runs the programs, where it is not the one who starts them. */
  user?: { uid: number; gid: number };
}

const works = (command: string[]) => spawnSync(command[0] ?? "", [...command.slice(1), "true"]).status === 0;

const isNamed = () => {
  try {
    return userInfo().username !== "";
  } catch {
    return false;
  }
};

async function systemUsers(): Promise<{ name: string; uid: number; gid: number }[]> {
  const lines = (await readFile("/etc/passwd", "utf8").catch(() => "")).split("\n");
  return lines.flatMap((line) => {
    const [name = "", , uid, gid] = line.split(":");
    return Number(uid) > 0 ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/**
 * Chooses how PostgreSQL is started: as ourselves; else as ourselves under another name, in a user
 * namespace (it then reaches what we reach, a folder of mode 700 included); else as a user of the system.
 * @throws Error with a remedy where none of them works
 */
export async function chooseAccount(): Promise<Account> {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && (isNamed() || process.platform === "win32")) return { prefix: dyingWithUs("INT") };

  const users = await systemUsers();
  const name = users[0];
  const masked = ["unshare", "--user", `--map-user=${name?.uid}`, `--map-group=${name?.gid}`, "--"];
  if (name && works(masked)) return { prefix: [...masked, ...dyingWithUs("INT")] };

  const user = users.find(({ name }) => name === "postgres") ?? users.find(({ name }) => name === "nobody");
  if (isRoot && user) return { prefix: dyingWithUs("INT"), user };
  throw new Error("PostgreSQL cannot be started by this user: use another one, or set DATABASE_URL.");
}
