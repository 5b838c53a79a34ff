import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const STOP_WITHIN_MS = 30_000;

/** The process that PostgreSQL noted in its data folder, if it still is that database. */
export async function runningProcess(data: string): Promise<number | null> {
  const pid = Number.parseInt(await readFile(join(data, "postmaster.pid"), "utf8").catch(() => ""), 10);
  return pid > 0 && isAlive(pid) && (await isPostgres(pid)) ? pid : null;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Numbers of processes are used again: after a power cut the noted one may be anybody's. */
async function isPostgres(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => null);
  if (status !== null) return status.trim() === "postgres";
  return process.platform !== "linux";
}

/** Stops the database of a launcher that is gone, and clears away the lock file of a killed one. */
export async function clearLeftover(data: string): Promise<void> {
  const pid = await runningProcess(data);
  if (pid !== null) await stopProcess(pid);
  await rm(join(data, "postmaster.pid"), { force: true });
}

async function stopProcess(pid: number): Promise<void> {
  process.kill(pid, "SIGINT");
  for (const deadline = Date.now() + STOP_WITHIN_MS; isAlive(pid); await sleep(50)) {
    if (Date.now() > deadline) throw new Error(`An old database (process ${pid}) does not stop: end it.`);
  }
}
