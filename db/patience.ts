import { AsyncLocalStorage } from "node:async_hooks";

/** How long somebody who waits for an answer goes on waiting, by `performance.now()`. */
export interface Patience {
  until: number;
}

// Shared by every copy of this module that the bundler makes in one process.
const shared = globalThis as typeof globalThis & { microblogPatience?: AsyncLocalStorage<Patience> };
shared.microblogPatience ??= new AsyncLocalStorage<Patience>();

/**
 * Whoever runs work in it bounds all that the work asks of the database together; each query alone may
 * be within its deadline and an answer that needs three of them still be late.
 */
export const patience = shared.microblogPatience;

/** What is left, in milliseconds; infinite where nobody waits. */
export const patienceLeft = (): number =>
  (patience.getStore()?.until ?? Number.POSITIVE_INFINITY) - performance.now();

/** For work that a request only sets off, and that may take as long as it needs. */
export const unhurried = <T>(work: () => T): T => patience.run({ until: Number.POSITIVE_INFINITY }, work);
