import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { timeOf } from "@/db/clock";
import type { Database, Transaction } from "@/db/connection";
import { log } from "./log";

// The bundler may load this module more than once in one process; its time must be known once.
const shared = globalThis as typeof globalThis & { microblogBehindMs?: number };

const COMPARED_EVERY_MS = 60_000;

/**
 * What time it is for the database, which is what counts for all processes and machines of a site,
 * whatever their own clocks say. Until `compareClocks` has been there it is this process's own time.
 */
export const databaseTime = (): Date => new Date(Date.now() + (shared.microblogBehindMs ?? 0));

/** Finds out how far this process's clock is behind the database's. @throws Unavailable */
export async function compareClocks(db: Database | Transaction): Promise<void> {
  const askedAt = Date.now();
  const time = await timeOf(db);
  const answeredAt = Date.now();
  shared.microblogBehindMs = Math.round(time - (askedAt + answeredAt) / 2);
}

/** Compares the clocks now and every minute, for as long as the process lives. */
export async function keepTime(db: Database): Promise<never> {
  for (;;) {
    await compareClocks(db).catch(({ name }: Error) =>
      log.warn({ event: "clock-not-compared", reason: name }),
    );
    await sleep(COMPARED_EVERY_MS, undefined, { ref: false });
  }
}
