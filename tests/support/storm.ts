import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, vi } from "vitest";
import { connect, type Database } from "@/db/connection";
import { Unavailable } from "@/db/outage";
import { HASTY } from "./connections";

/** What people noticed while the database was troubled. */
interface Report {
  /** What the writers were told is stored. */
  acknowledged: string[];
  /** How often somebody was told that the database cannot be asked. */
  unavailable: number;
  /** What they were told otherwise; each of these is a bug. */
  surprises: unknown[];
  /** What nobody waited for and nobody caught; it would end a server process. */
  unheard: unknown[];
  /** The longest that anybody waited for anything. */
  worstMs: number;
  /** From the end of the trouble to the first success after it. */
  recoveredAfterMs: number;
}

const PEOPLE = 20;
const BREATH_MS = 20;
// A fifth of six seconds, and the pauses of a busy machine.
const WORST_MS = 3_000;
const RECOVERED_WITHIN_MS = 3_000;

/**
 * Lets 20 people read and write (into a table `ledger`) while `trouble` comes and goes, and until
 * somebody succeeds after it, all by the connection that the application has, with a fifth of its patience.
 */
export async function storm(url: string, trouble: () => Promise<void>): Promise<Report> {
  const report: Report = {
    acknowledged: [],
    unavailable: 0,
    surprises: [],
    unheard: [],
    worstMs: 0,
    recoveredAfterMs: Number.NaN,
  };
  const hear = (error: unknown) => report.unheard.push(error);
  process.on("unhandledRejection", hear);
  const connection = connect({ url, max: 10, prepare: true, deadlines: HASTY });
  let isOver = false;
  let calmSince = Number.POSITIVE_INFINITY;

  const person = async (_: unknown, number: number) => {
    const run = crypto.randomUUID();
    for (let turn = 0; !isOver; turn += 1) {
      const began = performance.now();
      try {
        if (number % 2 === 0) await read(connection.db);
        else report.acknowledged.push(await write(connection.db, `${run}-${turn}`));
        if (began > calmSince) report.recoveredAfterMs ||= performance.now() - calmSince;
      } catch (error) {
        if (error instanceof Unavailable) report.unavailable += 1;
        else report.surprises.push(error);
        await sleep(BREATH_MS);
      }
      report.worstMs = Math.max(report.worstMs, performance.now() - began);
    }
  };
  const people = Array.from({ length: PEOPLE }, person);
  await trouble();
  calmSince = performance.now();
  await vi.waitFor(() => expect(report.recoveredAfterMs).not.toBeNaN(), { timeout: RECOVERED_WITHIN_MS });
  isOver = true;
  await Promise.all(people);
  await connection.close();
  process.off("unhandledRejection", hear);
  return report;
}

const read = (db: Database) => db.execute(sql`select ${"x"}::text`);

async function write(db: Database, entry: string): Promise<string> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select 1`);
    await tx.execute(sql`insert into ledger values (${entry})`);
  });
  return entry;
}

/** What is promised for every trouble; `db` sees the ledger without it. */
export async function expectCalm(report: Report, db: Database): Promise<void> {
  expect(report.surprises).toEqual([]);
  expect(report.unheard).toEqual([]);
  expect(report.unavailable).toBeGreaterThan(0);
  expect(report.worstMs).toBeLessThan(WORST_MS);
  expect(report.recoveredAfterMs).toBeLessThan(RECOVERED_WITHIN_MS);
  const rows = await db.execute<{ entry: string }>(sql`select entry from ledger`);
  const stored = new Set(rows.map(({ entry }) => entry));
  expect(report.acknowledged.length).toBeGreaterThan(0);
  expect(report.acknowledged.filter((entry) => !stored.has(entry))).toEqual([]);
}
