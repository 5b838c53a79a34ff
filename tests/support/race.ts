import { count } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Database } from "@/db/connection";
import { Refusal } from "@/lib/errors";

export const WIDTH = 50;
export const ROUNDS = 10;

/** Does the same fifty times at once, and gives what came of each. */
export const atOnce = <T>(work: (number: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: WIDTH }, (_, number) => work(number)));

/** The refusal that somebody got; anything else that is thrown is a bug, and thrown on. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}

export const codeOf = (error: unknown): string => refusalOf(error).code;

/** The fields that were complained about. */
export const fieldsOf = (error: unknown): string => Object.keys(refusalOf(error).details.fields ?? {}).join();

/** How many rows a table has. */
export async function rowsOf(db: Database, table: PgTable): Promise<number> {
  const [row] = await db.select({ count: count() }).from(table);
  return row?.count ?? 0;
}
