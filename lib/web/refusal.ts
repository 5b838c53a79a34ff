import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import { SECURITY_HEADERS } from "./security-headers";

/** What we answer at all; the framework would fail at some others. */
export const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

const RETRY_AFTER_SECONDS = "5";

/** Whether programs are answered at this address. */
export const isApi = (request: IncomingMessage): boolean => request.url?.startsWith("/api") ?? false;

/** Whether there is more to read of a request than its headers. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

/** Answers without the framework. */
export function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  const name = STATUS_CODES[status] ?? "";
  const asJson = isApi(request);
  response.writeHead(status, {
    "content-type": asJson ? "application/json; charset=utf-8" : "text/plain; charset=utf-8",
    ...SECURITY_HEADERS,
    ...(status === 405 ? { allow: [...METHODS].join(", ") } : {}),
    ...(status === 503 ? { "retry-after": RETRY_AFTER_SECONDS } : {}),
    // What is still on its way is not read. Who sends nothing more keeps the connection: to make another
    // one costs a busy process more than the answer.
    ...(request.complete || !hasBody(request) ? {} : { connection: "close" }),
  });
  response.end(asJson ? JSON.stringify({ error: name }) : `${name}\n`);
}
