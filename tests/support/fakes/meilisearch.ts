import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answer, type Index, newIndex, refusal } from "./meilisearch-reference";
import { route } from "./meilisearch-routes";

/** How the fake behaves. `fail-tasks`: it takes everything and does nothing of it. */
export type MeilisearchMode = "ok" | "500" | "429" | "hang" | "reset" | "slow" | "garbage" | "fail-tasks";

/** What the server keeps and what it was asked. */
export interface FakeMeilisearch {
  url: string;
  mode: MeilisearchMode;
  indexes: Map<string, Index>;
  /** Method and path of every request, whatever became of it. */
  calls: string[];
  /** The kinds of tasks that were taken, in their order. */
  tasks: { type: string; status: "succeeded" | "failed"; error: object | null; indexUid: string | null }[];
  close(): Promise<void>;
}

export const SEARCH_KEY = "may-search-only";
export const INDEX_KEY = "may-write-only";

const SLOW_MS = 5_000;

/** A small fake of a Meilisearch server on a loopback port, as strict as its published HTTP reference. */
export async function startMeilisearch(): Promise<FakeMeilisearch> {
  const server = createServer((request, response) => void serve(fake, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const fake: FakeMeilisearch = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mode: "ok",
    indexes: new Map([["posts", newIndex()]]),
    calls: [],
    tasks: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}

async function serve(
  fake: FakeMeilisearch,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const url = new URL(request.url ?? "", "http://fake");
  fake.calls.push(`${request.method} ${url.pathname}`);
  const { mode } = fake;
  if (mode === "hang") return;
  if (mode === "reset") return void response.destroy();
  if (mode === "garbage") return end(response, { status: 200, body: "<html>not JSON" });
  if (mode === "500") return end(response, refusal(500, "internal"));
  if (mode === "429") return end(response, refusal(429, "too_many_search_requests"), { "retry-after": "1" });
  const answer = allowed(request, url) ?? route(fake, request.method ?? "", url, bodyOf(chunks));
  if (mode === "slow") setTimeout(() => end(response, answer), SLOW_MS).unref();
  else end(response, answer);
}

const bodyOf = (chunks: Buffer[]): unknown => {
  const text = Buffer.concat(chunks).toString();
  return text === "" ? undefined : JSON.parse(text);
};

/** Each key may do what it is for, and nothing else. */
function allowed(request: IncomingMessage, url: URL): Answer | null {
  const key = request.headers.authorization?.replace(/^Bearer /, "");
  if (!key) return refusal(401, "missing_authorization_header");
  const isSearch = url.pathname.endsWith("/search");
  return key === (isSearch ? SEARCH_KEY : INDEX_KEY) ? null : refusal(403, "invalid_api_key");
}

function end(response: ServerResponse, { status, body }: Answer, headers = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}
