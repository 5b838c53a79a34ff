import "server-only";
import { type Connection, connect, type Database } from "@/db/connection";
import { env } from "./env";

// The bundler may load this module more than once in one process; the pool must exist once.
const shared = globalThis as typeof globalThis & { microblogConnection?: Connection };

function connection(): Connection {
  shared.microblogConnection ??= connect({
    url: env.databaseUrl,
    max: env.databasePoolMax,
    prepare: env.databasePrepare,
  });
  return shared.microblogConnection;
}

/** The database of this process. */
export const database = (): Database => connection().db;

/** Closes the pool, after running queries have ended. Who asks for the database later gets a new one. */
export async function closeDatabase(): Promise<void> {
  const closing = shared.microblogConnection;
  shared.microblogConnection = undefined;
  await closing?.close();
}
