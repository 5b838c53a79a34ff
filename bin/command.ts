import { ConfigurationError } from "@/lib/env";

/** Something a person can mend; its message is the whole story, so no stack is shown. */
export class Refusal extends Error {}

/** What the shell calls a process that Ctrl-C has ended. */
const INTERRUPTED = 130;

/** For a command that runs until it is stopped. */
export const STOPPING_IS_ITS_END = 0;

/** What SIGHUP means to a service that has no terminal to lose: start anew. */
let reload: (() => void) | undefined;

/** Has SIGHUP do this from now on, unless the command runs on a terminal, which then is gone. */
export function onReload(work: () => void): void {
  if (!process.stdin.isTTY) reload = work;
}

/**
 * Runs a command until it is done or told to stop, and ends the process: with the code that `work` gives,
 * 0 without one, 1 after an error. Being stopped is an error for all but those who wait for it.
 * @param work is given a signal that says "stop": Ctrl-C, SIGTERM, or the process that started us died
 */
export async function runCommand(
  work: (stop: AbortSignal) => Promise<number | undefined>,
  codeWhenStopped = INTERRUPTED,
): Promise<never> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
  process.on("SIGHUP", () => (reload ?? stop)());
  if (process.channel) {
    process.once("disconnect", stop);
    process.channel.unref();
  }
  try {
    const code = (await work(controller.signal)) ?? 0;
    process.exit(controller.signal.aborted ? codeWhenStopped : code);
  } catch (error) {
    if (controller.signal.aborted) process.exit(codeWhenStopped);
    console.error(`\n${explain(error)}`);
    process.exit(1);
  }
}

function explain(error: unknown): string {
  if (error instanceof ConfigurationError || error instanceof Refusal) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Waits for the word to stop. */
export function stopped(stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => stop.addEventListener("abort", () => resolve(), { once: true }));
}
