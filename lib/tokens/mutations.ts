import "server-only";
import { and, desc, eq, gt, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import { apiTokens, users } from "@/db/schema";
import { type Context, inTransaction, type ViewerContext } from "../context";
import { fingerprint } from "../crypto";
import { notFound, Refusal } from "../errors";
import { newToken } from "./rules";
import {
  type CreateTokenInput,
  PASSWORD_TOKEN_SECONDS,
  SCOPES,
  type Scope,
  TOKENS_PER_ACCOUNT,
} from "./schema";

const DAY_SECONDS = 86_400;

interface Grant {
  userId: number;
  name: string;
  scopes: Scope[];
  lifetimeSeconds: number;
}

/**
 * A token for a program that has just shown the owner's password.
 *
 * @returns the secret, which is stored nowhere
 * @throws Refusal `unauthenticated` when the account is gone or disabled since
 */
export const issueToken = (ctx: Context, userId: number): Promise<string> =>
  grant(ctx, { userId, name: "", scopes: [...SCOPES], lifetimeSeconds: PASSWORD_TOKEN_SECONDS });

/** A token with a name, made by the viewer for one program. Returns like `issueToken`. */
export const createToken = (ctx: ViewerContext, { name, access, days }: CreateTokenInput): Promise<string> =>
  grant(ctx, {
    userId: ctx.viewer.id,
    name,
    scopes: access === "write" ? ["read", "write"] : ["read"],
    lifetimeSeconds: days * DAY_SECONDS,
  });

function grant(ctx: Context, { userId, name, scopes, lifetimeSeconds }: Grant): Promise<string> {
  const token = newToken();
  return inTransaction(ctx, async (ctx) => {
    // One at a time for each member, or two at once would both find room for themselves.
    const owner = await ctx.db
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, userId), isNull(users.disabledAt)))
      .for("no key update");
    if (owner.length === 0) throw new Refusal("unauthenticated", { key: "badCredentials" });
    await ctx.db.insert(apiTokens).values({
      hash: fingerprint(token),
      userId,
      name,
      scopes,
      expiresAt: sql`now() + make_interval(secs => ${lifetimeSeconds})`,
    });
    await retireSurplus(ctx, userId);
    await forgetDead(ctx, userId);
    return token;
  });
}

async function retireSurplus(ctx: Context, userId: number): Promise<void> {
  const surplus = ctx.db
    .select({ id: apiTokens.id })
    .from(apiTokens)
    .where(liveOf(userId))
    .orderBy(desc(apiTokens.id))
    .offset(TOKENS_PER_ACCOUNT);
  await expire(ctx, inArray(apiTokens.id, surplus));
}

/** Expired tokens stay for a while, so that a program that still has one is told apart from a guesser. */
async function forgetDead(ctx: Context, userId: number): Promise<void> {
  const isLongDead = lt(apiTokens.expiresAt, sql`now() - interval '30 days'`);
  await ctx.db.delete(apiTokens).where(and(eq(apiTokens.userId, userId), isLongDead));
}

/**
 * Ends one of the viewer's tokens.
 *
 * @throws Refusal `notFound`
 */
export async function revokeToken(ctx: ViewerContext, tokenId: number): Promise<void> {
  const revoked = await expire(ctx, and(liveOf(ctx.viewer.id), eq(apiTokens.id, tokenId)));
  if (revoked === 0) throw notFound();
}

/** Ends every token of an account: its password has changed, or its owner wants a clean table. */
export async function revokeAllTokens(ctx: Context, userId: number): Promise<void> {
  await expire(ctx, liveOf(userId));
}

/** Notes that a token was used; doors call it at most every few minutes. */
export async function touchToken(ctx: Context, tokenId: number): Promise<void> {
  await ctx.db.update(apiTokens).set({ lastUsedAt: sql`now()` }).where(eq(apiTokens.id, tokenId));
}

const liveOf = (userId: number) => and(eq(apiTokens.userId, userId), gt(apiTokens.expiresAt, sql`now()`));

async function expire(ctx: Context, which: SQL | undefined): Promise<number> {
  const expired = await ctx.db
    .update(apiTokens)
    // A second ago, as the tutorial has it: the column is rounded, perhaps into the future.
    .set({ expiresAt: sql`now() - interval '1 second'` })
    .where(which)
    .returning({ id: apiTokens.id });
  return expired.length;
}
