import { randomUUID } from "node:crypto";
import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { type Patience, patience } from "@/db/patience";
import { env, isDevelopment } from "../env";
import { clientAddress } from "./address";
import { onceBegun } from "./beginning";
import { inspectBody, isTooLarge } from "./body";
import { errorsAsJson } from "./error-format";
import { type Exchange, exchanges } from "./exchange";
import { builtFiles } from "./files";
import { isAboutToGo } from "./leaving";
import { enableOutlasting } from "./outlast";
import { hearOf, takePlace } from "./overload";
import { isApi, METHODS, refuse } from "./refusal";
import { logRequest } from "./request-log";

/** Two years, as the preload list asks for. */
const HSTS = "max-age=63072000; includeSubDomains";

/** Nobody who means well takes longer to say what they want; a body may take longer (body.ts). */
const HEADERS_WITHIN_MS = 20_000;

/**
 * Six seconds are promised; what is left of them draws the page that says so. In development the time
 * goes into building the page.
 */
const ANSWER_WITHIN_MS = isDevelopment ? Number.POSITIVE_INFINITY : 4_500;

/** For the end of an answer wait four of ours and seven of the framework's; at ten Node suspects a leak and says so. */
const LISTENERS = 20;

let isInstalled = false;

/**
 * Puts our own layer around the framework's request handler, the way tracing libraries do: request
 * id, the client's true address, bodies of bounded size, the status a page asks for, and errors as
 * JSON for programs. Works however the server was started.
 */
export function installHttpLayer(): void {
  if (isInstalled) return;
  isInstalled = true;
  const files = builtFiles(join(process.cwd(), ".next", "static"));
  const emit = Server.prototype.emit as (this: Server, event: string, ...args: unknown[]) => boolean;
  Server.prototype.emit = function (this: Server, event: string, ...args: unknown[]) {
    if (event === "connection") {
      this.headersTimeout = HEADERS_WITHIN_MS;
      hearOf();
    }
    if (event !== "request") return emit.call(this, event, ...args);
    const [request, response] = args as [IncomingMessage, ServerResponse];
    const answer = () => files(request, response) || emit.call(this, event, ...args);
    return handle(request, response, answer);
  } as typeof Server.prototype.emit;
}

function handle(request: IncomingMessage, response: ServerResponse, next: () => boolean): boolean {
  response.setMaxListeners(LISTENERS);
  const exchange: Exchange = {
    requestId: randomUUID(),
    address: clientAddress(
      request.socket.remoteAddress,
      request.headers["x-forwarded-for"],
      env.trustProxyHops,
    ),
  };
  trustOnlyOurProxies(request, exchange);
  logRequest(request, response, exchange);
  if (request.method === "GET") enableOutlasting(response, exchange);
  shapeAnswer(request, response, exchange);
  const status = refusalOf(request);
  if (status) {
    refuse(request, response, status);
    return true;
  }
  const waiting = patienceFor(request, response);
  const begin = () => patience.run(waiting, () => exchanges.run(exchange, next));
  takePlace(request, response, begin, () => refuse(request, response, 503));
  return true;
}

/** From when all is said until the answer begins, nobody waits for the database longer than promised. */
function patienceFor(request: IncomingMessage, response: ServerResponse): Patience {
  const waiting = { until: Number.POSITIVE_INFINITY };
  inspectBody(request, response, () => {
    waiting.until = performance.now() + ANSWER_WITHIN_MS;
  });
  onceBegun(response, () => {
    waiting.until = Number.POSITIVE_INFINITY;
  });
  return waiting;
}

/**
 * Without a proxy of our own in front, forwarding headers are whatever the client wrote. A public
 * site has one name, whatever the request calls it.
 */
function trustOnlyOurProxies(request: IncomingMessage, exchange: Exchange): void {
  request.headers["x-request-id"] = exchange.requestId;
  request.headers["x-forwarded-for"] = exchange.address ?? "";
  if (env.trustProxyHops === 0) {
    delete request.headers["x-forwarded-host"];
    delete request.headers["x-forwarded-proto"];
  }
  if (env.isPublic) request.headers.host = new URL(env.appUrl).host;
}

function refusalOf(request: IncomingMessage): number | null {
  if (!METHODS.has(request.method ?? "")) return 405;
  if (isTooLarge(request)) return 413;
  if (request.headers["content-encoding"] && request.headers["content-encoding"] !== "identity") return 415;
  if (!isDecodable(request.url ?? "")) return 400;
  return isApi(request) && isCrooked(request.url ?? "") ? 404 : null;
}

/** Slashes too many: the framework would send a program to another address. A person reading is led there. */
const isCrooked = (url: string): boolean =>
  /[/\\](?:[/\\]|\?|$)/.test(url.split("?", 1)[0] ?? "") && !/^\/api\/docs\/*(?:\?|$)/.test(url);

function isDecodable(url: string): boolean {
  try {
    return !decodeURIComponent(url.replaceAll("+", " ")).includes("\0");
  } catch {
    return false;
  }
}

function shapeAnswer(request: IncomingMessage, response: ServerResponse, exchange: Exchange): void {
  const asJson = errorsAsJson(request, response);
  const writeHead = response.writeHead.bind(response) as (
    status: number,
    ...rest: unknown[]
  ) => ServerResponse;
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    const final = exchange.status && status < 300 ? exchange.status : status;
    response.setHeader("x-request-id", exchange.requestId);
    if (isAboutToGo()) response.setHeader("connection", "close");
    if (env.appUrl.startsWith("https:")) response.setHeader("strict-transport-security", HSTS);
    if (exchange.retryAfterSeconds) response.setHeader("retry-after", exchange.retryAfterSeconds);
    asJson(final);
    return writeHead(final, ...rest);
  }) as typeof response.writeHead;
}
