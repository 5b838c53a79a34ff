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
  if (!env.rateLimits) return { remaining: limit.hits, resetSeconds: limit.windowSeconds };
  const ended = sql`${rateLimits.windowStartedAt} <= now() - make_interval(secs => ${limit.windowSeconds})`;
  const [row] = await ctx.db
    .insert(rateLimits)
    .values({ key: keyOf(limit, subject) })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        hits: sql`case when ${ended} then 1 else ${rateLimits.hits} + 1 end`,
        windowStartedAt: sql`case when ${ended} then now() else ${rateLimits.windowStartedAt} end`,
      },
    })
    .returning({
      hits: rateLimits.hits,
      ageSeconds: sql<number>`extract(epoch from now() - ${rateLimits.windowStartedAt})::float8`,
    });
  if (!row) throw new Error("an upsert returned no row");
  const resetSeconds = Math.max(1, Math.ceil(limit.windowSeconds - row.ageSeconds));
  if (row.hits > limit.hits) throw limited(resetSeconds);
  return { remaining: limit.hits - row.hits, resetSeconds };
}

/** Takes one hit back: the attempt turned out to be harmless. */
export async function refund(ctx: Context, limit: Limit, subject: string | number): Promise<void> {
  if (!env.rateLimits) return;
  await ctx.db
    .update(rateLimits)
    .set({ hits: sql`greatest(${rateLimits.hits} - 1, 0)` })
    .where(eq(rateLimits.key, keyOf(limit, subject)));
}

function limited(retryAfterSeconds: number): Refusal {
  return new Refusal(
    "limited",
    { key: "limited", values: { minutes: Math.ceil(retryAfterSeconds / 60) } },
    { retryAfterSeconds },
  );
}
