import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * How many requests one process works on at a time. A core draws some fifty pages a second, so that the
 * last of them is there within two; who comes on top is better told to come back than to wait for ever.
 */
const AT_ONCE = 100;

/** Liveness must be told under any load, files cost nothing, and open pages hold their stream for hours. */
const UNCOUNTED = /^\/(healthz|readyz|notifications\/stream|_next\/static)\b/;

let inProgress = 0;

/**
 * Takes a place for a request until it is answered. Those with a body have none: somebody who sends it
 * slowly would keep the place from others, and what they ask for has limits of its own.
 *
 * @returns false when there is none left
 */
export function takePlace({ headers, url = "" }: IncomingMessage, response: ServerResponse): boolean {
  const hasBody = headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
  if (hasBody || UNCOUNTED.test(url)) return true;
  if (inProgress >= AT_ONCE) return false;
  inProgress += 1;
  response.once("close", () => {
    inProgress -= 1;
  });
  return true;
}
