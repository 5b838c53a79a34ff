import type { Worker } from "node:cluster";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { LAST_ANSWERS } from "@/lib/web/leaving";
import { end } from "./child";

/** With what comes before and after it, ten seconds in all. */
const DRAIN_MS = 9_000;
const READY_WITHIN_MS = 30_000;
/** Whoever keeps a connection open asks something within this time, and is told to make another one. */
const LAST_ANSWERS_MS = 2_000;
const FIRST_RESTART_MS = 500;
const LAST_RESTART_MS = 15_000;
/** A process that lived this long did not die of its start. */
const STEADY_MS = 60_000;

/** The place of one server process, in which there always is one until `stop`. */
export class Slot {
  #worker: Worker;
  #startedAt = Date.now();
  /** Resolves when it is empty for good. */
  readonly over: Promise<void>;

  constructor(
    private readonly fork: () => Worker,
    private readonly stop: AbortSignal,
  ) {
    this.#worker = fork();
    stop.addEventListener("abort", () => void end(this.#worker.process, DRAIN_MS), { once: true });
    this.over = this.#keep();
  }

  /**
   * Puts a new process in the place of the old one, which answers what it was asked and goes.
   *
   * @returns whether the new one came up; if not, the old one stays
   */
  async renew(): Promise<boolean> {
    const next = this.fork();
    const exit = once(next, "exit").then(() => false);
    const late = sleep(READY_WITHIN_MS, false, { ref: false });
    const isUp = await Promise.race([once(next, "listening").then(() => true), exit, late]);
    if (!isUp || this.stop.aborted) {
      await end(next.process, DRAIN_MS);
      return false;
    }
    const old = this.#worker;
    this.#put(next);
    await this.#retire(old);
    return true;
  }

  async #retire(worker: Worker): Promise<void> {
    if (worker.isConnected()) {
      worker.send(LAST_ANSWERS);
      await sleep(LAST_ANSWERS_MS, undefined, { signal: this.stop }).catch(() => undefined);
    }
    if (worker.isConnected()) {
      // Before it ends: a connection handed to a process that is gone would never be heard of again.
      const isAlone = once(worker, "disconnect");
      worker.disconnect();
      await Promise.race([isAlone, sleep(DRAIN_MS, undefined, { ref: false })]);
    }
    await end(worker.process, DRAIN_MS);
  }

  #put(worker: Worker): void {
    this.#worker = worker;
    this.#startedAt = Date.now();
  }

  async #keep(): Promise<void> {
    for (let deaths = 0; !this.stop.aborted; ) {
      const worker = this.#worker;
      const how = await endOf(worker);
      // Another one may have taken its place.
      if (this.stop.aborted || worker !== this.#worker) continue;
      deaths = Date.now() - this.#startedAt > STEADY_MS ? 1 : deaths + 1;
      const pause = Math.min(FIRST_RESTART_MS * 2 ** (deaths - 1), LAST_RESTART_MS);
      console.error(`A server process ended (${how}); another one starts in ${pause / 1000} s.`);
      await sleep(pause, undefined, { signal: this.stop }).catch(() => undefined);
      if (!this.stop.aborted && worker === this.#worker) this.#put(this.fork());
    }
    if (!this.#worker.isDead()) await endOf(this.#worker);
  }
}

async function endOf(worker: Worker): Promise<string> {
  if (!worker.isDead()) await once(worker, "exit");
  const { exitCode, signalCode } = worker.process;
  return signalCode ?? `code ${exitCode}`;
}
