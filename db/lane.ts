import { once } from "node:events";
import { connect as reach, type Socket } from "node:net";
import postgres from "postgres";
import type { Deadlines } from "./deadlines";

export interface LaneOptions {
  url: string;
  /** Named prepared statements; off behind a pooler in transaction mode. */
  prepare: boolean;
  deadlines: Deadlines;
}

/** How values of a type are read and written, by the type's number in the database. */
export type Types = Pick<postgres.Sql["options"], "parsers" | "serializers">;

const IDLE_SECONDS = 20;
const FAREWELL_MS = 1_000;
const IDLE_IN_TRANSACTION_MS = 10_000;

/**
 * One connection to the database. postgres.js speaks the protocol, and closes the connection when it is
 * idle, but is not trusted with what follows a loss: it may start over for ever when a server takes
 * connections and closes them, leave queries pending, and go on with a transaction on another
 * connection. So a connection that was lost is thrown away with its driver, and dialling is ours.
 */
export class Lane {
  readonly openedAt = Date.now();
  readonly sql: postgres.Sql;
  #dialsLeft = 0;
  #socket: Socket | undefined;
  readonly #dialMs: number;

  constructor({ url, prepare, deadlines }: LaneOptions, types: Types) {
    this.#dialMs = deadlines.dialMs;
    const options = {
      max: 1,
      socket: (address: Address) => this.#dial(address),
      idle_timeout: IDLE_SECONDS,
      max_lifetime: null,
      connect_timeout: deadlines.dialMs / 1_000,
      // Asked by the driver on its own account, where nobody hears of a failure.
      fetch_types: false,
      onnotice: () => undefined,
      // A pooler refuses to start with settings it does not know.
      connection: { application_name: "microblog", ...(prepare ? timeoutsOf(deadlines) : {}) },
    };
    this.sql = postgres(url, options);
    Object.assign(this.sql.options.parsers, types.parsers);
    Object.assign(this.sql.options.serializers, types.serializers);
  }

  /** Says whether the next statement may open the connection, where it is not open. */
  mayDial(isAllowed: boolean): void {
    this.#dialsLeft = isAllowed ? this.sql.options.host.length : 0;
  }

  /** Ends the connection without waiting for what still runs on it. */
  discard(): void {
    this.sql.end({ timeout: 0 }).catch(() => undefined);
    // A server that is silent does not close its end either. At once would be too early: under TLS
    // the driver's farewell would find a closed socket, and its error nobody.
    setTimeout(() => this.#socket?.destroy(), FAREWELL_MS).unref();
  }

  async #dial(address: Address): Promise<Socket> {
    // The driver dials again by itself when the server hangs up before it is ready.
    if (this.#dialsLeft === 0) throw lost("CONNECTION_CLOSED");
    this.#dialsLeft -= 1;
    this.#socket = await reachAny(address, this.#dialMs);
    return this.#socket;
  }
}

const timeoutsOf = ({ statementMs, lockMs }: Deadlines) => ({
  statement_timeout: statementMs,
  lock_timeout: lockMs,
  idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
});

/** Where a server listens, as the driver reads it from the database's address. */
interface Address {
  host: string[];
  port: number[];
  path: string | false;
}

/** Connects to the first of the servers that takes it. */
async function reachAny({ host: hosts, port: ports, path }: Address, dialMs: number): Promise<Socket> {
  if (path) return reached(reach(path), dialMs);
  let failure: unknown = lost("CONNECT_TIMEOUT");
  for (const [index, host] of hosts.entries()) {
    const port = ports[index] ?? 5432;
    try {
      // For TLS the driver names the server it means by these.
      return Object.assign(await reached(reach({ host, port, noDelay: true }), dialMs), { host, port });
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

async function reached(socket: Socket, dialMs: number): Promise<Socket> {
  const late = setTimeout(() => socket.destroy(lost("CONNECT_TIMEOUT")), dialMs);
  try {
    await once(socket, "connect");
    return socket;
  } finally {
    clearTimeout(late);
  }
}

const lost = (code: "CONNECT_TIMEOUT" | "CONNECTION_CLOSED") =>
  Object.assign(new Error(`the connection to the database was lost: ${code}`), { code });
