import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A fake of an OpenTelemetry collector (OTLP over HTTP) on a loopback port. */
export interface Collector {
  url: string;
  /** Where something was sent to, and what, as text. */
  received: { path: string; body: string }[];
  close(): Promise<void>;
}

export async function startCollector(): Promise<Collector> {
  const received: Collector["received"] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ path: request.url ?? "", body: Buffer.concat(chunks).toString("utf8") });
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
