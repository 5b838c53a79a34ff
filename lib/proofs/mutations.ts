import "server-only";
import { addMinutes } from "date-fns";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { oneTimeTokens, users } from "@/db/schema";
import { type Context, inTransaction } from "../context";
import { fingerprint, seal } from "../crypto";
import { env } from "../env";
import { LIFETIME_MINUTES, type Purpose } from "./schema";

interface ProofRequest {
  purpose: Purpose;
  userId: number;
  email: string;
  /** Of the job that sends the link. The secret follows from it, so that every try sends the same link. */
  jobId: string;
  requestedAt: Date;
}

/**
 * Makes a link good, and every older one for the same purpose worthless.
 *
 * @returns the secret, or null when it is not to be sent any more: too late, a newer one
 *   was asked for, or the account is disabled
 */
export function issueProof(ctx: Context, request: ProofRequest): Promise<string | null> {
  const { purpose, userId, email, requestedAt } = request;
  const secret = seal(`${purpose}:${request.jobId}`, env.authSecret);
  const expiresAt = addMinutes(requestedAt, LIFETIME_MINUTES[purpose]);
  const ofThisKind = and(eq(oneTimeTokens.userId, userId), eq(oneTimeTokens.purpose, purpose));
  return inTransaction(ctx, async (ctx) => {
    // In turn with every other link of the same person.
    const [person] = await ctx.db
      .select({ id: users.id })
      .from(users)
      .where(
        and(
          eq(users.id, userId),
          isNull(users.disabledAt),
          sql`${expiresAt.toISOString()}::timestamptz > now()`,
        ),
      )
      .for("update");
    if (!person) return null;
    const newer = await ctx.db
      .select({ hash: oneTimeTokens.hash })
      .from(oneTimeTokens)
      .where(and(ofThisKind, gt(oneTimeTokens.requestedAt, requestedAt)));
    if (newer.length > 0) return null;
    const hash = fingerprint(secret);
    await replaceProofs(ctx, userId, purpose, hash);
    await ctx.db
      .insert(oneTimeTokens)
      .values({ hash, userId, purpose, email, requestedAt, expiresAt })
      .onConflictDoNothing();
    return secret;
  });
}

/** Makes open links worthless: all of a person, of one purpose, but for one. */
export async function replaceProofs(
  ctx: Context,
  userId: number,
  purpose: Purpose,
  exceptHash = "",
): Promise<void> {
  await ctx.db
    .update(oneTimeTokens)
    .set({ replacedAt: sql`now()` })
    .where(
      and(
        eq(oneTimeTokens.userId, userId),
        eq(oneTimeTokens.purpose, purpose),
        isNull(oneTimeTokens.usedAt),
        isNull(oneTimeTokens.replacedAt),
        sql`${oneTimeTokens.hash} <> ${exceptHash}`,
      ),
    );
}

/**
 * Uses a link up. Of many that try at once, one succeeds.
 *
 * @returns whose it was, or null when it is not open
 */
export async function redeemProof(
  ctx: Context,
  purpose: Purpose,
  secret: string,
): Promise<{ userId: number; email: string } | null> {
  const [used] = await ctx.db
    .update(oneTimeTokens)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(oneTimeTokens.hash, fingerprint(secret)),
        eq(oneTimeTokens.purpose, purpose),
        isNull(oneTimeTokens.usedAt),
        isNull(oneTimeTokens.replacedAt),
        gt(oneTimeTokens.expiresAt, sql`now()`),
      ),
    )
    .returning({ userId: oneTimeTokens.userId, email: oneTimeTokens.email });
  return used ?? null;
}
