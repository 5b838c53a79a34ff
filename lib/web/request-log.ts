import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "../log";
import type { Exchange } from "./exchange";
import { isQuiet, routeOf } from "./route";

/** Writes one line about a request when its answer has gone out or its client has. */
export function logRequest(request: IncomingMessage, response: ServerResponse, exchange: Exchange): void {
  const startedAt = performance.now();
  const { method, url = "" } = request;
  response.once("close", () => {
    const route = routeOf(url);
    log[isQuiet(route) ? "debug" : "info"]({
      event: "request",
      requestId: exchange.requestId,
      method,
      route,
      status: response.statusCode,
      ms: Math.round(performance.now() - startedAt),
      viewerId: exchange.viewerId,
      ...(response.writableFinished ? {} : { isCut: true }),
    });
  });
}
