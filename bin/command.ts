import { ConfigurationError } from "@/lib/env";

/** Something a person can mend; its message is the whole story, so no stack is shown. */
export class Refusal extends Error {}

/**
 * Runs a command until it is done or told to stop, and ends the process: 0 when all went well or the
 * stop was asked for, 1 otherwise.
 * @param work is given a signal that says "stop": Ctrl-C, SIGTERM, or the process that started us died
 */
export async function runCommand(work: (stop: AbortSignal) => Promise<void>): Promise<never> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  if (process.channel) {
    process.once("disconnect", stop);
    process.channel.unref();
  }
  try {
    await work(controller.signal);
    process.exit(0);
  } catch (error) {
    if (controller.signal.aborted) process.exit(0);
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
