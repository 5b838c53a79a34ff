import { readdirSync, readFileSync } from "node:fs";

/** Linux counts processor time in hundredths of a second, on every architecture we run on. */
const MS_PER_TICK = 10;

interface Process {
  pid: number;
  name: string;
  parent: number;
  /** Processor time, its own and that of children that have ended. */
  cpuMs: number;
}

/** What a group of processes has used. */
export interface Usage {
  cpuMs: number;
  residentMb: number[];
}

/** The processes that stem from one and have a name. Gone ones are left out. */
export function descendants(root: number, name: RegExp): number[] {
  const all = readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((pid) => read(Number(pid)) ?? []);
  const found = new Set([root]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return all.filter((one) => found.has(one.pid) && name.test(one.name)).map(({ pid }) => pid);
}

/** Processor time and memory of some processes until now. */
export function usageOf(pids: number[]): Usage {
  return {
    cpuMs: pids.reduce((sum, pid) => sum + (read(pid)?.cpuMs ?? 0), 0),
    residentMb: pids.map(residentMb),
  };
}

function read(pid: number): Process | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name stands in parentheses and may hold anything; the numbers follow it (proc(5)).
    const end = text.lastIndexOf(")");
    const numbers = text
      .slice(end + 4)
      .split(" ")
      .map(Number);
    const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = numbers.slice(10, 14);
    const ticks = user + system + childrenUser + childrenSystem;
    return {
      pid,
      name: text.slice(text.indexOf("(") + 1, end),
      parent: numbers[0] ?? 0,
      cpuMs: ticks * MS_PER_TICK,
    };
  } catch {
    return null;
  }
}

function residentMb(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
