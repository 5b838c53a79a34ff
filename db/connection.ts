import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { isOutage, Unavailable } from "./outage";
import * as schema from "./schema";

export type Database = ReturnType<typeof drizzle<typeof schema>>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export interface ConnectionOptions {
  url: string;
  /** Connections kept at the most. */
  max: number;
  /** Named prepared statements; off behind a pooler in transaction mode. */
  prepare: boolean;
}

export interface Connection {
  db: Database;
  /** Waits for running queries at most `timeoutSeconds`, then closes every connection. */
  close(timeoutSeconds?: number): Promise<void>;
}

// The server gives a statement up first; the client's own deadline is for a server that is silent.
const STATEMENT_TIMEOUT_MS = 2_500;
const QUERY_DEADLINE_MS = 3_000;
const TRANSACTION_DEADLINE_MS = 4_000;

type Pool = postgres.Sql;
type Unsafe = (query: string, params?: unknown[], options?: { prepare?: boolean }) => Running;
interface Running extends Promise<unknown> {
  values(): Promise<unknown>;
}

function openPool({ url, max }: ConnectionOptions, types: Pool["options"]): Pool {
  const pool = postgres(url, {
    max,
    idle_timeout: 20,
    max_lifetime: 30 * 60,
    connect_timeout: 3,
    backoff: () => 0.2,
    onnotice: () => undefined,
    connection: {
      application_name: "microblog",
      statement_timeout: STATEMENT_TIMEOUT_MS,
      lock_timeout: 2_000,
      idle_in_transaction_session_timeout: 10_000,
    },
  });
  Object.assign(pool.options.parsers, types.parsers);
  Object.assign(pool.options.serializers, types.serializers);
  return pool;
}

/**
 * A Drizzle database over a pool that survives an outage. postgres.js can leave queries pending for
 * ever after a lost server, so every query and transaction runs against a deadline; when one passes
 * it, the pool is replaced (once per generation).
 *
 * @throws Unavailable (from any query) when the server is down, starting, silent or out of slots.
 */
export function connect(options: ConnectionOptions): Connection {
  const types = { parsers: {}, serializers: {} } as Pool["options"];
  let pool: Pool | undefined;

  const current = () => {
    pool ??= openPool(options, types);
    return pool;
  };

  const replace = (stalled: Pool) => {
    if (pool !== stalled) return;
    pool = undefined;
    stalled.end({ timeout: 0 }).catch(() => undefined);
  };

  const within = async <T>(deadlineMs: number, on: Pool, work: Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        replace(on);
        reject(new Unavailable("the database did not answer in time"));
      }, deadlineMs);
    });
    try {
      return await Promise.race([work, deadline]);
    } catch (error) {
      throw isOutage(error) ? new Unavailable("the database is not available", { cause: error }) : error;
    } finally {
      clearTimeout(timer);
    }
  };

  const unsafe: Unsafe = (query, params) => {
    const on = current();
    const start = () => on.unsafe(query, params as never[], { prepare: options.prepare });
    return {
      // biome-ignore lint/suspicious/noThenProperty: postgres.js queries are thenables, and Drizzle awaits them so.
      then: (resolve: never, reject: never) =>
        within(QUERY_DEADLINE_MS, on, Promise.resolve(start())).then(resolve, reject),
      values: () => within(QUERY_DEADLINE_MS, on, Promise.resolve(start().values())),
    } as unknown as Running;
  };

  const begin = (work: (tx: postgres.TransactionSql) => unknown) => {
    const on = current();
    const prepared = (tx: postgres.TransactionSql) => work(withPreparation(tx, options.prepare));
    return within(TRANSACTION_DEADLINE_MS, on, on.begin(prepared));
  };

  const client = { options: types, unsafe, begin } as unknown as Pool;
  return {
    db: drizzle(client, { schema }),
    close: async (timeoutSeconds = 5) => {
      await pool?.end({ timeout: timeoutSeconds });
      pool = undefined;
    },
  };
}

/** Drizzle asks for unnamed statements in a transaction; they are prepared here as they are outside of it. */
function withPreparation(tx: postgres.TransactionSql, prepare: boolean): postgres.TransactionSql {
  return new Proxy(tx, {
    get: (target, name) =>
      name === "unsafe"
        ? (query: string, params: never[]) => target.unsafe(query, params, { prepare })
        : Reflect.get(target, name),
  });
}
