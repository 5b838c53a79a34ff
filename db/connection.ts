import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import { DEADLINES, type Deadlines } from "./deadlines";
import type { Lane, Types } from "./lane";
import { Lanes } from "./lanes";
import { isLoss, isOutage, Unavailable } from "./outage";
import { patienceLeft } from "./patience";
import * as schema from "./schema";
import { runTransaction, type TransactionWork } from "./transaction";

export type Database = ReturnType<typeof drizzle<typeof schema>>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export interface ConnectionOptions {
  url: string;
  /** Named prepared statements; off behind a pooler in transaction mode. */
  prepare: boolean;
  /** Connections kept at the most. */
  max: number;
  deadlines?: Deadlines;
}

export interface Connection {
  db: Database;
  /** Waits for what runs at most `timeoutSeconds`, then closes every connection. */
  close(timeoutSeconds?: number): Promise<void>;
}

/**
 * A Drizzle database that survives an outage. Every query and transaction has a connection to itself
 * and runs against a deadline; one that is lost or silent is thrown away, and the next finds another.
 * Together with waiting for a connection nothing takes longer than six seconds, nor longer than the
 * patience of whoever asks.
 *
 * @throws Unavailable (from any query) when the server is down, starting, silent or out of slots
 */
export function connect({ deadlines = DEADLINES, ...options }: ConnectionOptions): Connection {
  const types: Types = { parsers: {}, serializers: {} };
  const lanes = new Lanes({ ...options, deadlines }, types);
  const client = clientOf(lanes, options.prepare, deadlines);
  return {
    db: drizzle({ ...client, options: types } as unknown as postgres.Sql, { schema }),
    close: (timeoutSeconds = 5) => lanes.close(timeoutSeconds),
  };
}

/** What Drizzle asks of a postgres.js client, and no more. */
function clientOf(lanes: Lanes, prepare: boolean, { queryMs, transactionMs }: Deadlines) {
  const query = (run: (lane: Lane) => Promise<unknown>) => use(lanes, queryMs, run);
  return {
    unsafe(text: string, params?: never[]) {
      const start = ({ sql }: Lane) => sql.unsafe(text, params, { prepare });
      return {
        // biome-ignore lint/suspicious/noThenProperty: postgres.js queries are thenables, and Drizzle awaits them so.
        then: (resolve: never, reject: never) =>
          query((lane) => Promise.resolve(start(lane))).then(resolve, reject),
        values: () => query((lane) => Promise.resolve(start(lane).values())),
      };
    },
    begin: (work: TransactionWork) =>
      use(lanes, transactionMs, (lane) => runTransaction(lane, prepare, work)),
  };
}

/** Lends a connection to `work`, which must be done within the deadline. */
async function use<T>(lanes: Lanes, deadlineMs: number, work: (lane: Lane) => Promise<T>): Promise<T> {
  if (patienceLeft() <= 0) throw new Unavailable("whoever asks has waited too long");
  const lane = await lanes.take(patienceLeft());
  let isSound = false;
  try {
    lane.mayDial(true);
    const result = await within(Math.min(deadlineMs, Math.max(0, patienceLeft())), work(lane));
    isSound = true;
    return result;
  } catch (error) {
    isSound = !isLoss(error);
    throw isOutage(error) ? new Unavailable("the database is not available", { cause: error }) : error;
  } finally {
    lanes.giveBack(lane, isSound);
  }
}

async function within<T>(deadlineMs: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    // After a pause of this process the answer may be here already, and only not read yet.
    setImmediate(() => late.reject(new Unavailable("the database did not answer in time")));
  }, deadlineMs);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
