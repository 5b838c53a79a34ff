import "server-only";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { idempotencyKeys } from "@/db/schema";
import { type Context, inTransaction } from "../context";
import { conceal, reveal, seal } from "../crypto";
import { env } from "../env";
import { Refusal } from "../errors";
import { KEPT_HOURS } from "./schema";

/** A request that may come more than once, and how to know it again. */
export interface Repeatable {
  /** Whose it is; null for somebody without an account. */
  userId: number | null;
  key: string;
  /** All that the request asks for. Only a keyed hash of it is kept: it may hold a password. */
  content: string;
  /** Somebody who presses twice waits for the first; a program is told that it is still being done. */
  waits?: boolean;
}

/**
 * Does `work` once for each key, in one transaction with the note of what came of it; a repetition
 * gives the first one's result. The result is kept unreadable, for it may hold a secret.
 *
 * @param work gives what JSON can carry
 * @throws Refusal `conflict` while the first is still being done and it does not wait, `reused` when the content differs
 */
export function once<C extends Context, T>(
  ctx: C,
  request: Repeatable,
  work: (ctx: C) => Promise<T>,
): Promise<T> {
  const mark = seal(request.content, env.authSecret);
  return inTransaction(ctx, async (ctx) => {
    if (!(await isFree(ctx, request))) throw new Refusal("conflict", { key: "inProgress" });
    const earlier = await findEarlier(ctx, request);
    if (earlier && earlier.fingerprint !== mark) throw new Refusal("reused", { key: "keyReused" });
    if (earlier) return JSON.parse(reveal(String(earlier.result), env.authSecret));
    const result = await work(ctx);
    await remember(ctx, request, mark, conceal(JSON.stringify(result), env.authSecret));
    return result;
  });
}

/** Takes the key for this transaction; says whether it could have it. */
async function isFree(ctx: Context, { userId, key, waits = false }: Repeatable): Promise<boolean> {
  const lock = sql`hashtextextended(${`${userId ?? ""}:${key}`}, 0)`;
  const [row] = await ctx.db.execute<{ is_free: boolean }>(
    waits
      ? sql`select true as is_free from pg_advisory_xact_lock(${lock})`
      : sql`select pg_try_advisory_xact_lock(${lock}) as is_free`,
  );
  return row?.is_free ?? false;
}

async function findEarlier(ctx: Context, { userId, key }: Repeatable) {
  const [row] = await ctx.db
    .select({ fingerprint: idempotencyKeys.fingerprint, result: idempotencyKeys.result })
    .from(idempotencyKeys)
    .where(
      and(
        userId === null ? isNull(idempotencyKeys.userId) : eq(idempotencyKeys.userId, userId),
        eq(idempotencyKeys.key, key),
        gt(idempotencyKeys.createdAt, sql`now() - make_interval(hours => ${KEPT_HOURS})`),
      ),
    );
  return row;
}

async function remember(
  ctx: Context,
  { userId, key }: Repeatable,
  fingerprint: string,
  result: string,
): Promise<void> {
  await ctx.db
    .insert(idempotencyKeys)
    .values({ userId, key, fingerprint, result })
    .onConflictDoUpdate({
      target: [idempotencyKeys.userId, idempotencyKeys.key],
      // Only an outlived one can stand in the way.
      set: { fingerprint, result, createdAt: sql`now()` },
    });
}
