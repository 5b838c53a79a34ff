import "server-only";
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import { register } from "../accounts/mutations";
import { type Context, inTransaction } from "../context";
import { mintSecret } from "../crypto";
import { env } from "../env";
import { notFound } from "../errors";
import { links } from "../links";
import type { Locale } from "../people/schema";
import { issueProof, replaceProofs } from "../proofs/mutations";
import { endAccess } from "../sessions/mutations";

/*
 * What the operator of a site does with accounts, from the command line: whoever may run commands beside
 * the database is not asked who they are.
 */

/**
 * Lets nobody in under this account any more: every session, token and open link ends, and no new one
 * begins. What the member has written stays.
 *
 * @throws Refusal `notFound`
 */
export async function disable(ctx: Context, userId: number): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    // First: it takes turns with sign-ins, which then find the account disabled.
    await change(ctx, userId, { disabledAt: sql`coalesce(${users.disabledAt}, now())` });
    await endAccess(ctx, userId);
    await replaceProofs(ctx, userId, "resetPassword");
    await replaceProofs(ctx, userId, "confirmEmail");
  });
}

/** Lets the member in again; they sign in anew. @throws Refusal `notFound` */
export const enable = (ctx: Context, userId: number): Promise<void> =>
  change(ctx, userId, { disabledAt: null });

/** Makes a member an administrator, who is told when the site fails, or ends it. @throws Refusal `notFound` */
export const appoint = (ctx: Context, userId: number, isAdmin: boolean): Promise<void> =>
  change(ctx, userId, { isAdmin });

async function change(
  ctx: Context,
  userId: number,
  columns: Parameters<ReturnType<typeof ctx.db.update<typeof users>>["set"]>[0],
): Promise<void> {
  const changed = await ctx.db
    .update(users)
    .set(columns)
    .where(eq(users.id, userId))
    .returning({ id: users.id });
  if (changed.length === 0) throw notFound();
}

/**
 * Makes a link by which the member chooses a new password; older ones become worthless. The operator
 * hands it over and never knows the password.
 *
 * @returns the whole address; good for as long as one that is asked for on the site
 * @throws Refusal `notFound` when there is no such account or it is disabled
 */
export async function resetLink(ctx: Context, userId: number): Promise<string> {
  const [person] = await ctx.db
    .select({ email: users.email, now: sql<string>`now()` })
    .from(users)
    .where(eq(users.id, userId));
  if (!person) throw notFound();
  const secret = await issueProof(ctx, {
    purpose: "resetPassword",
    userId,
    email: person.email,
    jobId: randomUUID(),
    requestedAt: new Date(person.now),
  });
  if (!secret) throw notFound();
  return env.appUrl + links.resetPasswordBy(secret);
}

/**
 * Makes an account for somebody, under the rules of registering on the site. Nobody knows its password:
 * the member chooses one by the link.
 *
 * @returns the account's number and the address of that link
 * @throws Refusal `invalid` naming the fields, as `register` does
 */
export function enrol(
  ctx: Context,
  { isAdmin, locale, ...names }: { username: string; email: string; isAdmin: boolean; locale: Locale },
): Promise<{ id: number; link: string }> {
  const nowhere = { address: null, knownAccountId: null };
  return inTransaction(ctx, async (ctx) => {
    const { id } = await register(ctx, { ...names, password: mintSecret() }, nowhere, locale);
    if (isAdmin) await appoint(ctx, id, true);
    return { id, link: await resetLink(ctx, id) };
  });
}
