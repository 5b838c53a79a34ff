import "server-only";
import { eq, sql } from "drizzle-orm";
import { rateLimits } from "@/db/schema";
import type { Context } from "../context";
import { fingerprint } from "../crypto";
import { env } from "../env";
import { Refusal } from "../errors";
import type { Limit } from "./schema";

/** What is left of a limit after a hit. */
export interface Allowance {
  limit: Limit;
  remaining: number;
  resetSeconds: number;
}

const keyOf = (limit: Limit, subject: string | number) =>
  // Subjects may be what people typed; the table keeps none of it.
  `${limit.name}:${typeof subject === "number" ? subject : fingerprint(subject)}`;

/**
 * Counts one hit of `subject` against a limit, atomically.
 *
 * @throws Refusal `limited` with the seconds until the window ends
 */
export async function spend(ctx: Context, limit: Limit, subject: string | number): Promise<Allowance> {
  const [allowance] = await spendEach(ctx, [[limit, subject]]);
  if (!allowance) throw new Error("an upsert returned no row");
  return allowance;
}

/**
 * Counts one hit against each of several limits in one statement.
 *
 * @returns what is left of each, in the order given
 * @throws Refusal `limited` like `spend`, when any of them is used up
 */
export async function spendEach(
  ctx: Context,
  hits: (readonly [limit: Limit, subject: string | number])[],
): Promise<Allowance[]> {
  if (!env.rateLimits) return hits.map(([limit]) => whole(limit));
  // Sorted, so that two requests never wait for each other's rows.
  const asked = hits.map(([limit, subject]) => ({ limit, key: keyOf(limit, subject) }));
  const values = asked
    .toSorted((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ key, limit }) => sql`(${key}::text, ${limit.windowSeconds}::int)`);
  const rows = await ctx.db.execute<{ key: string; hits: number; age: number }>(sql`
    with asked (key, seconds) as (values ${sql.join(values, sql`, `)})
    insert into rate_limits as counted (key) select key from asked order by key
    on conflict (key) do update set
      hits = case when ${hasEnded} then 1 else counted.hits + 1 end,
      window_started_at = case when ${hasEnded} then now() else counted.window_started_at end
    returning key, hits, extract(epoch from now() - window_started_at)::float8 as age`);
  return asked.map(({ limit, key }) => {
    const row = rows.find((row) => row.key === key);
    if (!row) throw new Error("an upsert returned no row");
    return allowanceOf(limit, row);
  });
}

const hasEnded = sql`counted.window_started_at <=
  now() - make_interval(secs => (select seconds from asked where asked.key = excluded.key))`;

const whole = (limit: Limit): Allowance => ({
  limit,
  remaining: limit.hits,
  resetSeconds: limit.windowSeconds,
});

function allowanceOf(limit: Limit, { hits, age }: { hits: number; age: number }): Allowance {
  // The column is rounded, perhaps into the future.
  const resetSeconds = Math.max(1, Math.ceil(limit.windowSeconds - Math.max(0, age)));
  if (hits > limit.hits) throw limited(limit, resetSeconds);
  return { limit, remaining: limit.hits - hits, resetSeconds };
}

/** Takes one hit back: the attempt turned out to be harmless. */
export async function refund(ctx: Context, limit: Limit, subject: string | number): Promise<void> {
  if (!env.rateLimits) return;
  await ctx.db
    .update(rateLimits)
    .set({ hits: sql`greatest(${rateLimits.hits} - 1, 0)` })
    .where(eq(rateLimits.key, keyOf(limit, subject)));
}

function limited(limit: Limit, retryAfterSeconds: number): Refusal {
  return new Refusal(
    "limited",
    { key: "limited", values: { minutes: Math.ceil(retryAfterSeconds / 60) } },
    { retryAfterSeconds, limit },
  );
}
