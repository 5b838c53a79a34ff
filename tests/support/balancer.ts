import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A proxy before several servers, as small as one can be. */
export interface Balancer {
  url: string;
  /** How many answers each server gave, in the order they were named. */
  answers: number[];
  /** Requests that were sent on to another server because the first one was gone. */
  retried: number;
  /** Requests that nobody could be asked again, or nobody answered. */
  lost: string[];
  close(): Promise<void>;
}

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
/** How long one that has failed is left out. */
const REST_MS = 10_000;

/**
 * Hands requests to the servers in turn, as nginx does by default: one that cannot be reached is left out,
 * and what may be asked twice (or never arrived) is asked of the next.
 *
 * @param ports of the servers, on loopback; filled before the first request
 */
export async function startBalancer(ports: number[]): Promise<Balancer> {
  let turn = 0;
  const restsUntil = ports.map(() => 0);
  /** Whose turn it is among those that do not rest, or among all where all do. */
  const next = (): number => {
    const now = Date.now();
    const order = ports.map((_, offset) => (turn + offset) % ports.length);
    const index = order.find((one) => (restsUntil[one] ?? 0) <= now) ?? order[0] ?? 0;
    turn = index + 1;
    return index;
  };
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => pass(incoming, outgoing, Buffer.concat(chunks), ports.length));
    incoming.on("error", () => outgoing.destroy());
  });
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer, tries: number) => {
    const index = next();
    const forwarded = {
      ...incoming.headers,
      "x-forwarded-for": incoming.socket.remoteAddress ?? "",
      "content-length": String(body.length),
    };
    const { method, url: path } = incoming;
    const call = request({
      host: "127.0.0.1",
      port: ports[index],
      method,
      path,
      headers: forwarded,
      agent: false,
    });
    call.on("response", (answer) => {
      balancer.answers[index] = (balancer.answers[index] ?? 0) + 1;
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
      answer.on("error", () => outgoing.destroy());
    });
    call.on("error", (error: NodeJS.ErrnoException) => {
      if (outgoing.destroyed) return;
      restsUntil[index] = Date.now() + REST_MS;
      const mayRepeat = SAFE.has(method ?? "") || error.code === "ECONNREFUSED";
      if (!outgoing.headersSent && mayRepeat && tries > 1) {
        balancer.retried += 1;
        return pass(incoming, outgoing, body, tries - 1);
      }
      balancer.lost.push(`${method} ${path}: ${error.code}`);
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502).end();
    });
    // A page that is left lets go of what streams to it.
    outgoing.on("close", () => call.destroy());
    call.end(body);
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const balancer: Balancer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers: ports.map(() => 0),
    retried: 0,
    lost: [],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return balancer;
}
