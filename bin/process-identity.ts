import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * A process by its number and the moment it began, or null when there is none: numbers are used again,
 * and in a container the first ones at every start.
 */
export function identityOf(pid: number): string | null {
  const beginning = process.platform === "linux" ? ticksSinceBoot(pid) : startTime(pid);
  return beginning && `${pid} ${beginning}`;
}

function ticksSinceBoot(pid: number): string | null {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    // The second field is the program's name in parentheses, which may hold spaces; the 22nd is ours.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ");
    return fields ? `${boot} ${fields[19]}` : null;
  } catch {
    return null;
  }
}

function startTime(pid: number): string | null {
  return spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() || null;
}
