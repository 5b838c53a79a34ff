import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { database } from "../database";
import { env } from "../env";
import { log } from "../log";
import { chosenMail, chosenRelay, chosenSearchCopy } from "../ports/choose";
import type { Work } from "./run";
import { type Runner, startRunner } from "./runner";
import { workElsewhere, workHere } from "./work";

/** How this installation does its jobs: here, or by Inngest, which then calls /api/inngest. */
export function chosenWork(): Work {
  const relay = chosenRelay();
  return relay
    ? workElsewhere(database(), relay)
    : workHere(database(), { mail: chosenMail(), search: chosenSearchCopy() });
}

const RETRY_FROM_MS = 1_000;
const RETRY_UP_TO_MS = 30_000;

/** Runs jobs in this process until told to stop. A database that is down is waited for. */
export async function runJobs(stop: AbortSignal): Promise<void> {
  let runner: Runner | undefined;
  for (let pause = RETRY_FROM_MS; !runner && !stop.aborted; pause = Math.min(pause * 2, RETRY_UP_TO_MS)) {
    try {
      runner = await startRunner({ url: env.databaseDirectUrl, db: database(), work: chosenWork() });
      log.info({ event: "runner-started" });
    } catch (error) {
      log.warn({ event: "runner-not-started", reason: (error as Error).message });
      await sleep(pause, undefined, { signal: stop }).catch(() => undefined);
    }
  }
  if (!stop.aborted) await new Promise((resolve) => stop.addEventListener("abort", resolve, { once: true }));
  await runner?.stop();
}

/** Runs jobs beside the pages, until the server is told to end. */
export function runJobsInServer(): void {
  const ending = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => ending.abort());
  runJobs(ending.signal).catch((error) => log.error({ event: "runner-ended", err: error }));
}
