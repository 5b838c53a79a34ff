import type { ServerResponse } from "node:http";
import { type Exchange, exchanges } from "./exchange";

/** Where the rest of an answer goes. */
export interface Outlet {
  /** @returns how many bytes wait for a slow reader now */
  send(words: Uint8Array): number;
  /** That was all. */
  end(): void;
  /** Says once that nobody reads any more; at once where that is so already. */
  onceGone(forget: () => void): void;
}

/**
 * Has the answer to the current request go on where the framework takes it for finished. So an answer
 * that takes hours keeps nothing of what the framework holds for each request.
 *
 * @param begin is called when the handler's answer, which has no body, has been taken
 * @returns false where it cannot, since the request did not come through our layer (http.ts)
 */
export function outlast(begin: (outlet: Outlet) => void): boolean {
  const exchange = exchanges.getStore();
  if (exchange) exchange.outlast = begin;
  return exchange !== undefined;
}

/** Makes an answer able to go on. Has to be called before anything else holds on to its `write` and `end`. */
export function enableOutlasting(response: ServerResponse, exchange: Exchange): void {
  const [write, end] = [response.write.bind(response), response.end.bind(response)];
  response.end = ((...given: Parameters<typeof end>) => {
    const { outlast: begin } = exchange;
    if (!begin) return end(...given);
    exchange.outlast = undefined;
    begin({
      send: (words) => {
        write(words);
        return response.writableLength;
      },
      end: () => end(),
      onceGone: (forget) => (response.destroyed ? forget() : response.once("close", forget)),
    });
    return response;
  }) as typeof response.end;
}
