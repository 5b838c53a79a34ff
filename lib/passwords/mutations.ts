import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { type Context, inTransaction, type ViewerContext } from "../context";
import { hashPassword, isPassword } from "../crypto";
import { invalidFields, Refusal } from "../errors";
import { enqueue } from "../jobs/enqueue";
import { spend } from "../limits/mutations";
import { LIMITS } from "../limits/schema";
import type { Locale } from "../people/schema";
import { redeemProof, replaceProofs } from "../proofs/mutations";
import { proofBehind } from "../proofs/queries";
import type { ProofState } from "../proofs/schema";
import { endAccess } from "../sessions/mutations";
import { whyGuessable } from "./rules";

/**
 * Asks for a link by which a new password can be chosen. Whether there is such an account is found out
 * by the job, so that the answer, and the time it takes, is the same for every address.
 *
 * @param address the client's, or null where none can be trusted
 * @param locale the language of the page, for those who have not chosen one
 * @throws Refusal `limited`
 */
export async function requestReset(
  ctx: Context,
  { email, address, locale }: { email: string; address: string | null; locale: Locale },
): Promise<void> {
  if (address) await spend(ctx, LIMITS.resetFromAddress, address);
  await spend(ctx, LIMITS.resetOfEmail, email.toLowerCase());
  await enqueue(ctx, { kind: "passwords.sendResetLink", email, locale });
}

const REASON_OF = {
  used: "linkUsed",
  expired: "linkExpired",
  replaced: "linkReplaced",
  unknown: "linkUnknown",
} as const satisfies Record<Exclude<ProofState, "open">, string>;

/**
 * Sets a new password by a link. The link is used up, every session and token of the account ends, and
 * the owner is told.
 *
 * @throws Refusal `conflict` saying what has become of the link; `invalid` for a common password; `busy`
 */
export async function resetPassword(
  ctx: Context,
  { secret, password, locale }: { secret: string; password: string; locale: Locale },
): Promise<void> {
  const proof = await proofBehind(ctx, "resetPassword", secret);
  if (proof.state !== "open") throw new Refusal("conflict", { key: REASON_OF[proof.state] });
  assertNotGuessable(password, proof);
  const passwordHash = await hashPassword(password);
  await inTransaction(ctx, async (ctx) => {
    const redeemed = await redeemProof(ctx, "resetPassword", secret);
    if (!redeemed) throw new Refusal("conflict", { key: "linkUsed" });
    await storePassword(ctx, redeemed.userId, passwordHash, locale);
  });
}

/**
 * Changes the viewer's password. Every other session and every token ends, and the owner is told.
 *
 * @throws Refusal `invalid` for a wrong current or a common new password; `limited`; `busy`
 */
export async function changePassword(
  ctx: ViewerContext,
  input: { currentPassword: string; password: string; locale: Locale },
  sessionHash: string,
): Promise<void> {
  const { email } = await assertPassword(ctx, input.currentPassword);
  assertNotGuessable(input.password, { username: ctx.viewer.username, email });
  const passwordHash = await hashPassword(input.password);
  await inTransaction(ctx, (ctx) =>
    storePassword(ctx, ctx.viewer.id, passwordHash, input.locale, sessionHash),
  );
}

/**
 * Makes sure that it is still the viewer who sits there.
 *
 * @returns the account's address
 * @throws Refusal `invalid` when it is not the password; `limited`; `busy`
 */
export async function assertPassword(ctx: ViewerContext, password: string): Promise<{ email: string }> {
  await spend(ctx, LIMITS.provePassword, ctx.viewer.id);
  const [account] = await ctx.db
    .select({ passwordHash: users.passwordHash, email: users.email })
    .from(users)
    .where(eq(users.id, ctx.viewer.id));
  const isRight = account && (await isPassword(account.passwordHash, password.normalize("NFC")));
  if (!isRight) throw invalidFields({ currentPassword: { key: "wrongPassword" } });
  return { email: account.email };
}

function assertNotGuessable(password: string, person: { username: string; email: string }): void {
  const guessable = whyGuessable(password, person);
  if (guessable) throw invalidFields({ password: guessable });
}

async function storePassword(
  ctx: Context,
  userId: number,
  passwordHash: string,
  locale: Locale,
  exceptSessionHash?: string,
): Promise<void> {
  await ctx.db.update(users).set({ passwordHash }).where(eq(users.id, userId));
  await endAccess(ctx, userId, exceptSessionHash);
  await replaceProofs(ctx, userId, "resetPassword");
  await enqueue(ctx, { kind: "passwords.tellChanged", userId, locale });
}
