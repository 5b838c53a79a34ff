import "server-only";
import { and, eq, inArray, isNull, like, ne, sql } from "drizzle-orm";
import { sessions, users } from "@/db/schema";
import { type Context, inTransaction, type ViewerContext } from "../context";
import { fingerprint, mintSecret } from "../crypto";
import { notFound, Refusal } from "../errors";
import { revokeAllTokens } from "../tokens/mutations";
import { SESSION_IDLE_HOURS, SESSION_MAX_DAYS, SESSIONS_PER_ACCOUNT } from "./schema";

/** The browser a session belongs to, as far as its owner may like to know. */
export interface Device {
  userAgent: string;
  network: string;
}

const USER_AGENT_KEPT = 300;

/**
 * Opens a session for somebody who has just proven who they are. Always a new id, so one planted
 * before is worthless; beyond ten the least recently used ones end.
 *
 * @returns the secret session id, which is stored nowhere, and when it ends at the latest
 * @throws Refusal `unauthenticated` when the account is gone or disabled
 */
export function startSession(ctx: Context, userId: number, isRemembered: boolean, device: Device) {
  const sessionId = mintSecret();
  return inTransaction(ctx, async (ctx) => {
    await takeTurn(ctx, userId);
    const [opened] = await ctx.db
      .insert(sessions)
      .values({
        idHash: fingerprint(sessionId),
        userId,
        expiresAt: sql`now() + make_interval(days => ${SESSION_MAX_DAYS})`,
        idleSeconds: isRemembered ? SESSION_MAX_DAYS * 86_400 : SESSION_IDLE_HOURS * 3_600,
        userAgent: device.userAgent.toWellFormed().replaceAll("\0", "").slice(0, USER_AGENT_KEPT),
        network: device.network,
      })
      .returning({ expiresAt: sessions.expiresAt });
    if (!opened) throw new Error("An insert returned no row.");
    await endSurplusSessions(ctx, userId);
    return { sessionId, expiresAt: opened.expiresAt };
  });
}

/** Sign-ins of one account go one after the other, or each would count without the others. */
async function takeTurn(ctx: Context, userId: number): Promise<void> {
  const account = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.disabledAt)))
    .for("no key update");
  // Deleted or disabled since the password was found to be right.
  if (account.length === 0) throw new Refusal("unauthenticated", { key: "badCredentials" });
}

async function endSurplusSessions(ctx: Context, userId: number): Promise<void> {
  const surplus = ctx.db
    .select({ idHash: sessions.idHash })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(sql`${sessions.lastUsedAt} desc, ${sessions.createdAt} desc`)
    .offset(SESSIONS_PER_ACCOUNT);
  await ctx.db.delete(sessions).where(inArray(sessions.idHash, surplus));
}

/** Notes that a session was used; doors call it at most every few minutes. */
export async function touchSession(ctx: Context, sessionHash: string): Promise<void> {
  await ctx.db.update(sessions).set({ lastUsedAt: sql`now()` }).where(eq(sessions.idHash, sessionHash));
}

/** Signs out: the session is over on every surface at once. Unknown ids are ignored. */
export async function endSession(ctx: Context, sessionId: string): Promise<void> {
  await ctx.db.delete(sessions).where(eq(sessions.idHash, fingerprint(sessionId)));
}

/**
 * Ends one of the viewer's sessions by its handle.
 *
 * @throws Refusal `notFound`
 */
export async function endSessionByHandle(ctx: ViewerContext, handle: string): Promise<void> {
  const isNamed = like(sessions.idHash, `${handle.replaceAll(/[\\%_]/g, "\\$&")}%`);
  const ended = await ctx.db
    .delete(sessions)
    .where(and(eq(sessions.userId, ctx.viewer.id), isNamed))
    .returning({ idHash: sessions.idHash });
  if (ended.length === 0) throw notFound();
}

/** Ends all of the viewer's sessions but the current one. */
export async function endOtherSessions(ctx: ViewerContext, currentHash: string): Promise<void> {
  await ctx.db
    .delete(sessions)
    .where(and(eq(sessions.userId, ctx.viewer.id), ne(sessions.idHash, currentHash)));
}

/**
 * Ends everything by which somebody could act as this member: the sessions in all browsers but one,
 * and all tokens.
 */
export async function endAccess(ctx: Context, userId: number, exceptSessionHash = ""): Promise<void> {
  await ctx.db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), ne(sessions.idHash, exceptSessionHash)));
  await revokeAllTokens(ctx, userId);
}
