import { setTimeout as sleep } from "node:timers/promises";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { isOutage, Unavailable } from "./outage";
import { migrateQueue } from "./queue";

// Any number does, as long as nobody else in this database takes it: "microblog" by its letters.
const LOCK = 0x6d6963726f;
const CONNECT_WITHIN_MS = 2_500;
const RETRY_AFTER_MS = 500;

/**
 * Brings the schema of the database at `url` up to date. Several processes may do so at once: one
 * works, the others wait for it and find nothing to do.
 *
 * @param url a direct connection: the lock belongs to a session, which a pooler may share out
 * @param waitMs how long a database that does not answer yet is waited for
 * @param folder the generated migrations
 * @throws Unavailable when the database does not come up in time; the driver's error when it refuses
 */
export async function migrate(url: string, waitMs = 0, folder = "drizzle"): Promise<void> {
  await awaitDatabase(url, waitMs);
  // One connection: the lock, the migrations and the release have to be one session.
  const sql = dial(url);
  try {
    await sql`select set_config('lock_timeout', '0', false), set_config('statement_timeout', '0', false)`;
    await sql`select pg_advisory_lock(${LOCK})`;
    await applyMigrations(drizzle(sql), { migrationsFolder: folder });
    await migrateQueue(url);
  } finally {
    // Closing the session gives the lock back.
    await sql.end({ timeout: 1 });
  }
}

/**
 * Waits until the database answers.
 *
 * @param waitMs 0 asks once, which takes three seconds at the most
 * @throws Unavailable when it does not in time; the driver's error when it refuses
 */
export async function awaitDatabase(url: string, waitMs = 0): Promise<void> {
  for (const deadline = Date.now() + waitMs; ; await sleep(RETRY_AFTER_MS)) {
    try {
      return await answer(url);
    } catch (error) {
      if (!isOutage(error) && !(error instanceof Unavailable)) throw error;
      if (Date.now() >= deadline) {
        throw new Unavailable(`The database does not answer (${reasonOf(error)})`, { cause: error });
      }
    }
  }
}

const reasonOf = (error: unknown) => (error as { code?: string }).code ?? "silence";

// What the driver asks on its own account (`fetch_types`) fails unheard when the server goes away.
const dial = (url: string) =>
  postgres(url, { max: 1, connect_timeout: 2, fetch_types: false, onnotice: () => undefined });

/** A server that closes the connection while it is made leaves the driver waiting for ever. */
async function answer(url: string): Promise<void> {
  const sql = dial(url);
  try {
    const limit = sleep(CONNECT_WITHIN_MS, "late" as const, { ref: false });
    const first = await Promise.race([sql`select 1`, limit]);
    if (first === "late") throw new Unavailable("The database is silent.");
  } finally {
    await sql.end({ timeout: 0 });
  }
}
