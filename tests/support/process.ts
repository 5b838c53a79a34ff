import { readdirSync, readFileSync } from "node:fs";

// Linux counts in hundredths of a second for programs, on every machine that it runs on.
const TICKS = 100;
const MB = 1024;

/** Processor time that a process has used so far. */
export function cpuSeconds(pid: number): number {
  // The name in brackets may hold blanks; what follows it does not.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Memory that a process holds, in MB. */
export function residentMb(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / MB;
}

/** The processes that a process has started and that still run. */
export const childrenOf = (pid = 0): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => {
      try {
        const after = readFileSync(`/proc/${candidate}/stat`, "utf8").split(") ").at(-1)?.split(" ");
        return Number(after?.[1]) === pid && after?.[0] !== "Z";
      } catch {
        return false;
      }
    });
