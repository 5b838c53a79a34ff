import { createServer, type Server, type Socket, connect as toServer } from "node:net";

/** What happens to bytes on the way. */
export type Weather =
  /** They pass. */
  | "ok"
  /** Nobody listens: connecting is refused. Open connections stay. */
  | "refuse"
  /** Nothing passes in either direction, nothing is closed: a cable pulled, a process stopped. */
  | "freeze"
  /** A new connection is taken and closed in good order at once, as poolers do. */
  | "fin"
  /** Bytes pass, each some milliseconds late. */
  | { latencyMs: number };

/** A stretch of network between the application and its database that can be broken. */
export interface Relay {
  /** The database's address by way of the relay. */
  url: string;
  turn(weather: Weather): Promise<void>;
  /** Tears every open connection apart, as a crashed machine does. */
  cut(): void;
  /** Ends every open connection in good order, as a pooler does that restarts. */
  hangUp(): void;
  /** Lets nothing pass any more on one of the open connections, and leaves the others. */
  strand(): void;
  /** How many connections are open. */
  readonly open: number;
  /** How many were ever asked for. */
  readonly asked: number;
  close(): Promise<void>;
}

/** Opens a relay in front of the database at `databaseUrl`. */
export async function openRelay(databaseUrl: string): Promise<Relay> {
  const target = new URL(databaseUrl);
  const pairs = new Set<[Socket, Socket]>();
  let weather: Weather = "ok";
  let asked = 0;

  const server = createServer({ allowHalfOpen: true }, (client) => {
    asked += 1;
    if (weather === "fin") {
      client.on("error", () => undefined).end();
      return;
    }
    const upstream = toServer(Number(target.port), target.hostname);
    const pair: [Socket, Socket] = [client, upstream];
    pairs.add(pair);
    for (const [from, to] of [pair, [upstream, client]] as const) {
      from.on("error", () => undefined);
      from.on("data", (bytes) => pass(to, bytes, weather));
      from.on("end", () => to.end());
      from.on("close", () => {
        pairs.delete(pair);
        to.destroy();
      });
      if (weather === "freeze") from.pause();
    }
  });
  const port = await listen(server, 0);
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;

  const cut = () => {
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
  };
  return {
    url: url.href,
    cut,
    hangUp() {
      for (const [client, upstream] of pairs) {
        client.end();
        upstream.destroy();
      }
    },
    strand() {
      for (const socket of [...pairs][0] ?? []) socket.pause();
    },
    get open() {
      return pairs.size;
    },
    get asked() {
      return asked;
    },
    async turn(next) {
      weather = next;
      for (const socket of [...pairs].flat()) next === "freeze" ? socket.pause() : socket.resume();
      if (next === "refuse") server.close();
      else if (!server.listening) await listen(server, port);
    },
    async close() {
      server.close();
      cut();
    },
  };
}

function pass(to: Socket, bytes: Buffer, weather: Weather): void {
  const send = () => to.writable && to.write(bytes);
  if (typeof weather === "object") setTimeout(send, weather.latencyMs);
  else send();
}

function listen(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once("error", reject);
  server.listen(port, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
  return promise;
}
