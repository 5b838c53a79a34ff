import { sql } from "drizzle-orm";
import type { Database, Transaction } from "./connection";

/** What the database's clock says, in milliseconds since 1970. */
export async function timeOf(db: Database | Transaction): Promise<number> {
  const [row] = await db.execute<{ at: number }>(
    sql`select extract(epoch from clock_timestamp())::float8 * 1000 as at`,
  );
  if (!row) throw new Error("A select without a table returned no row.");
  return Number(row.at);
}
