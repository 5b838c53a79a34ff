import { TemporaryFailure } from "./contracts";

const FAILURES_IN_A_ROW = 5;
const PAUSE_MS = 30_000;

/** Calls something that may be out of order. */
export interface Breaker {
  /** @throws TemporaryFailure at once while it is left alone, else what `work` throws */
  call<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Leaves a service alone for half a minute after five failures in a row; then one call tries, and the
 * others go on as if it were still out of order until that one has come back.
 *
 * @param now milliseconds that only grow
 */
export function breaker(now: () => number = () => performance.now()): Breaker {
  let failures = 0;
  let closedUntil = Number.NEGATIVE_INFINITY;
  let isTrying = false;
  return {
    call: async (work) => {
      const isOpen = failures >= FAILURES_IN_A_ROW;
      if (isOpen && (isTrying || now() < closedUntil)) throw new TemporaryFailure("left alone for a while");
      isTrying = isOpen;
      try {
        const result = await work();
        failures = 0;
        return result;
      } catch (error) {
        failures += 1;
        if (failures >= FAILURES_IN_A_ROW) closedUntil = now() + PAUSE_MS;
        throw error;
      } finally {
        if (isOpen) isTrying = false;
      }
    },
  };
}
