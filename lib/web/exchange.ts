import { AsyncLocalStorage } from "node:async_hooks";
import type { Outlet } from "./outlast";

/** One HTTP request and what becomes of it, below the framework. */
export interface Exchange {
  /** Made by us, never taken from the client; on error pages and in the log. */
  requestId: string;
  /** The client's address as far as our own proxies vouch for it. */
  address: string | null;
  /** Who was found to ask, for the log. */
  viewerId?: number;
  /** What a page decided in spite of the framework, which gives a page no way to set a status. */
  status?: number;
  retryAfterSeconds?: number;
  /** What goes on when the framework takes the answer for finished. */
  outlast?: (outlet: Outlet) => void;
}

// Shared by every copy of this module that the bundler makes in one process.
const shared = globalThis as typeof globalThis & { microblogExchanges?: AsyncLocalStorage<Exchange> };
shared.microblogExchanges ??= new AsyncLocalStorage<Exchange>();

/** Where the current exchange is kept; `lib/web/http.ts` opens one for each request. */
export const exchanges = shared.microblogExchanges;

/** Makes the answer to the current request carry this status. */
export function answerWith(status: number, retryAfterSeconds?: number): void {
  const exchange = exchanges.getStore();
  if (exchange) Object.assign(exchange, { status, retryAfterSeconds });
}

/** Notes who asks, for the log. */
export function askedBy(viewerId: number): void {
  const exchange = exchanges.getStore();
  if (exchange) exchange.viewerId = viewerId;
}
