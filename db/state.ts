import { sql } from "drizzle-orm";
import type { Database } from "./connection";

/** Asks the database anything at all; throws when it cannot be asked. */
export async function ping(db: Database): Promise<void> {
  await db.execute(sql`select 1`);
}

/** When the newest migration that was applied had been written, in milliseconds since 1970; 0 for none. */
export async function newestMigration(db: Database): Promise<number> {
  const [row] = await db.execute<{ at: string | null }>(
    sql`select max(created_at) as at from drizzle.__drizzle_migrations`,
  );
  return Number(row?.at ?? 0);
}
