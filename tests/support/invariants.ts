import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Database, Transaction } from "@/db/connection";

const statement = readFileSync(new URL("invariants.sql", import.meta.url), "utf8");

/** Fails naming every row that breaks what must hold of the data at any time. */
export async function expectInvariants(db: Database | Transaction): Promise<void> {
  expect([...(await db.execute(sql.raw(statement.replace(/;\s*$/, ""))))]).toEqual([]);
}
