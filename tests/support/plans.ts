import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Database } from "@/db/connection";
import * as schema from "@/db/schema";

/** A step of how PostgreSQL answers a statement, as far as it matters here. */
export interface Step {
  kind: string;
  /** The table it reads, where it reads one. */
  table?: string;
  /** Rows it looked at, where it was run. */
  rows: number;
}

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  Plans?: PlanNode[];
}

/**
 * Runs `work` and tells how PostgreSQL answers each of its statements, both with the values at hand and,
 * as a named statement after its fifth use may be, for any values.
 */
export async function plansOf(url: string, work: (db: Database) => Promise<unknown>): Promise<Step[]> {
  const asked: { query: string; params: unknown[] }[] = [];
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const logger = { logQuery: (query: string, params: unknown[]) => asked.push({ query, params }) };
    await work(drizzle(sql, { schema, logger }));
    const steps: Step[] = [];
    for (const { query, params } of asked) {
      const own = await sql.unsafe(`explain (analyze, format json) ${query}`, params as never[]);
      const general = await sql.unsafe(`explain (generic_plan, format json) ${query}`).simple();
      for (const [row] of [own, general]) steps.push(...stepsOf(row?.["QUERY PLAN"][0].Plan));
    }
    return steps;
  } finally {
    await sql.end();
  }
}

function stepsOf(node: PlanNode): Step[] {
  const { "Node Type": kind, "Relation Name": table, Plans = [] } = node;
  const looked = (node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0);
  const rows = looked * (node["Actual Loops"] ?? 0);
  return [{ kind, table, rows }, ...Plans.flatMap(stepsOf)];
}
