import { globSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path/posix";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { closeDatabase } from "@/lib/database";
import { installHttpLayer } from "@/lib/web/http";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

type Params = Record<string, string | string[] | undefined>;
type Handler = (request: Request, context: { params?: Promise<Params> }) => Promise<Response>;

interface Route {
  pattern: RegExp;
  handlers: Record<string, Handler>;
}

/**
 * Serves the real route handlers of the API below our real HTTP layer, without a build. Only the
 * choice of the file for an address is done here, the way the framework does it.
 */
export async function serveRoutes() {
  installHttpLayer();
  const routes = await loadRoutes();
  const server = createServer((request, response) => {
    answer(routes, request, response).catch((error) => {
      console.error(error);
      response.destroy(error);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await closeDatabase();
    },
  };
}

async function loadRoutes(): Promise<Route[]> {
  const files = globSync("app/api/**/route.ts", { cwd: ROOT }).filter((file) => !file.includes("nextauth"));
  const routes = files.map(async (file) => ({
    pattern: patternOf(dirname(file).slice("app".length)),
    rank: file.includes("[[...") ? 2 : file.includes("[") ? 1 : 0,
    handlers: (await import(`${ROOT}${file}`)) as Record<string, Handler>,
  }));
  return (await Promise.all(routes)).sort((one, other) => one.rank - other.rank);
}

const patternOf = (path: string) =>
  new RegExp(
    `^${path
      .replaceAll(".", "\\.")
      .replace(/\/\[\[\\\.\\\.\\\.(\w+)\]\]/, "(?:/(?<$1>.*))?")
      .replace(/\[(\w+)\]/g, "(?<$1>[^/]+)")}$`,
  );

async function answer(routes: Route[], incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const url = new URL(incoming.url ?? "/", `http://${incoming.headers.host}`);
  const route = routes.find(({ pattern }) => pattern.test(url.pathname));
  const handler = route?.handlers[incoming.method ?? ""];
  if (!route || !handler) throw new Error(`nobody answers ${incoming.method} ${url.pathname}`);
  const groups = route.pattern.exec(url.pathname)?.groups ?? {};
  const params = Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [name, value && decodeURIComponent(value)]),
  );
  const hasBody = incoming.method !== "GET" && incoming.method !== "HEAD";
  const request = new Request(url, {
    method: incoming.method,
    headers: new Headers(Object.entries(incoming.headers).flatMap(flat)),
    body: hasBody ? (Readable.toWeb(incoming) as ReadableStream<Uint8Array>) : null,
    duplex: "half",
  } as RequestInit);
  // As in the framework: an address without parameters is given none, not an empty set.
  const hasParams = Object.keys(params).length > 0;
  const response = await handler(request, hasParams ? { params: Promise.resolve(params) } : {});
  if (outgoing.headersSent) return;
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(response.body ? Buffer.from(await response.arrayBuffer()) : undefined);
}

const flat = ([name, value]: [string, string | string[] | undefined]): [string, string][] =>
  [value ?? []].flat().map((one) => [name, one]);
