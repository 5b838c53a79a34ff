import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, inject } from "vitest";
import { type Connection, connect, type Database, type Transaction } from "@/db/connection";
import * as schema from "@/db/schema";
import { expectInvariants } from "./invariants";

/** Thrown into a test's transaction at its end; nobody else may catch it. */
class Undo extends Error {}

/**
 * A transaction for each test, undone after it. Transactions of the code under test become savepoints.
 * Ask for `db` inside a test or a `beforeEach`. What needs several connections at once (races, locks,
 * deadlines) takes `freshDatabase` instead. Mind that `now()` stands still within a transaction.
 */
export function useDatabase(): { readonly db: Transaction } {
  let pool: postgres.Sql;
  let current: Transaction | undefined;
  let finish: () => Promise<void>;

  beforeAll(async () => {
    pool = postgres(await ownCopy(), { max: 1, onnotice: () => undefined });
  });
  beforeEach(async () => {
    ({ tx: current, finish } = await open(drizzle(pool, { schema })));
  });
  afterEach(async () => {
    try {
      if (current) await expectInvariants(current);
    } finally {
      current = undefined;
      await finish();
    }
  });
  afterAll(async () => {
    await pool.end();
  });

  return {
    get db() {
      if (!current) throw new Error("The database is there inside a test only.");
      return current;
    },
  };
}

/** Begins a transaction and hands it out; `finish` rolls it back. */
async function open(db: Database): Promise<{ tx: Transaction; finish: () => Promise<void> }> {
  const undo = new Undo("the test is over");
  const over = Promise.withResolvers<never>();
  const begun = Promise.withResolvers<Transaction>();
  const done = db.transaction((tx) => {
    begun.resolve(tx);
    return over.promise;
  });
  done.catch(begun.reject);
  const finish = async () => {
    over.reject(undo);
    await done.catch((error) => {
      if (error !== undo) throw error;
    });
  };
  return { tx: await begun.promise, finish };
}

/**
 * A database of its own for the suite, with a real pool as in production: for races, outages and what
 * must be seen by several connections. What the tests write stays until the suite is over.
 *
 * @param options.isEmpty without even the tables, which the suite has to make
 */
export function freshDatabase({ max = 60, isEmpty = false } = {}): {
  readonly db: Database;
  readonly url: string;
} {
  let connection: Connection;
  let url: string;

  beforeAll(async () => {
    url = await copyTemplate("fresh", isEmpty ? "template1" : undefined);
    connection = connect({ url, max, prepare: true });
  });
  afterAll(async () => {
    await expectInvariants(connection.db);
    await connection.close();
    await withServer((sql) => sql`drop database ${sql(nameOf(url))} with (force)`);
  });

  return {
    get db() {
      return connection.db;
    },
    get url() {
      return url;
    },
  };
}

/** The copy that the suites of this worker share, since they leave nothing behind. */
let copy: Promise<string> | undefined;

function ownCopy(): Promise<string> {
  copy ??= copyTemplate("worker");
  return copy;
}

const nameOf = (url: string) => new URL(url).pathname.slice(1);

function sibling(name: string): string {
  const url = new URL(inject("templateUrl"));
  url.pathname = `/${name}`;
  return url.href;
}

async function copyTemplate(purpose: string, template = nameOf(inject("templateUrl"))): Promise<string> {
  const name = `${purpose}_${process.pid}_${Math.random().toString(36).slice(2)}`;
  await withServer((sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  return sibling(name);
}

async function withServer(work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(sibling("postgres"), { max: 1, onnotice: () => undefined });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
