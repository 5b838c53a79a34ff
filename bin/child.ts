import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "./command";

/** Where the commands of the packages are. */
export const tool = (name: string) => join("node_modules", ".bin", name);

/** What stands before a program so that the kernel ends it when we are killed; empty where it cannot. */
export function dyingWithUs(signal: "INT" | "TERM" = "TERM"): string[] {
  const prefix = ["setpriv", "--pdeathsig", signal, "--"];
  return spawnSync("setpriv", [...prefix.slice(1), "true"]).status === 0 ? prefix : [];
}

/** Starts a program on our terminal. */
export function start(command: string[], env: NodeJS.ProcessEnv, output: "inherit" | "pipe" = "inherit") {
  const [program = "", ...rest] = [...dyingWithUs(), ...command];
  return spawn(program, rest, { env, stdio: ["ignore", output, output] });
}

/** Runs a program and keeps what it says to itself, unless it fails. */
export async function runQuietly(
  command: string[],
  env: NodeJS.ProcessEnv,
  stop: AbortSignal,
): Promise<string> {
  const child = start(command, env, "pipe");
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => chunks.push(chunk));
  const code = await exitCode(child, stop);
  const output = Buffer.concat(chunks).toString();
  if (code !== 0) throw new Refusal(`${command.join(" ")} failed:\n${output}`);
  return output;
}

/** Waits for the end of a process; when told to stop, ends it. A death by signal counts as 1. */
export async function exitCode(child: ChildProcess, stop: AbortSignal, withinMs = 10_000): Promise<number> {
  const onStop = () => void end(child, withinMs);
  stop.addEventListener("abort", onStop, { once: true });
  if (stop.aborted) onStop();
  try {
    const [code] = await once(child, "close");
    return code ?? 1;
  } finally {
    stop.removeEventListener("abort", onStop);
  }
}

export const isOver = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/** Asks a process to end and, if it has not within the time, ends it. */
export async function end(child: ChildProcess, withinMs: number, signal: NodeJS.Signals = "SIGTERM") {
  if (isOver(child)) return;
  const exit = once(child, "exit");
  child.kill(signal);
  const late = sleep(withinMs, "late" as const, { ref: false });
  if ((await Promise.race([exit, late])) !== "late") return;
  child.kill("SIGKILL");
  await exit;
}
