import { sql } from "drizzle-orm";
import journal from "@/drizzle/meta/_journal.json";
import type { Database } from "./connection";

/** Asks the database something. @throws Unavailable when it cannot answer */
export async function answers(db: Database): Promise<void> {
  await db.execute(sql`select 1`);
}

const newest = Math.max(...journal.entries.map(({ when }) => when));

/** Whether the schema is at least the one this program was written for. */
export async function isMigrated(db: Database): Promise<boolean> {
  const [row] = await db.execute<{ at: string | null }>(
    sql`select max(created_at) as at from drizzle.__drizzle_migrations`,
  );
  return Number(row?.at ?? 0) >= newest;
}
