import "server-only";
import { eq, sql } from "drizzle-orm";
import { violatedConstraint } from "@/db/outage";
import { users } from "@/db/schema";
import { type Context, inTransaction, type ViewerContext } from "../context";
import { invalidFields, Refusal } from "../errors";
import { enqueue } from "../jobs/enqueue";
import { spend } from "../limits/mutations";
import { LIMITS } from "../limits/schema";
import { assertPassword } from "../passwords/mutations";
import { type Locale, localeSchema } from "../people/schema";
import { redeemProof, replaceProofs } from "../proofs/mutations";
import { ownEmail } from "./queries";

/**
 * Sends another link to confirm the viewer's address.
 *
 * @throws Refusal `limited`
 */
export async function requestConfirmation(ctx: ViewerContext, locale: Locale): Promise<void> {
  await spend(ctx, LIMITS.confirmEmail, ctx.viewer.id);
  const { email } = await ownEmail(ctx);
  await enqueue(ctx, { kind: "emails.sendLink", userId: ctx.viewer.id, email, locale });
}

/**
 * Asks for another address. It counts once a link sent there is followed; the old one is told at once.
 *
 * @throws Refusal `invalid` for a wrong password or a taken address; `limited`; `busy`
 */
export async function requestEmailChange(
  ctx: ViewerContext,
  input: { email: string; currentPassword: string; locale: Locale },
): Promise<void> {
  const { email: old } = await assertPassword(ctx, input.currentPassword);
  const taken = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(eq(sql`lower(${users.email})`, input.email.toLowerCase()));
  if (taken.length > 0) throw invalidFields({ email: { key: "emailTaken" } });
  await inTransaction(ctx, async (ctx) => {
    const whose = { userId: ctx.viewer.id, locale: input.locale };
    await enqueue(ctx, { kind: "emails.sendLink", email: input.email, ...whose });
    await enqueue(ctx, { kind: "emails.tellChange", email: old, ...whose });
  });
}

/**
 * Takes another address at once, for a program that has shown the password instead of a form. It has to
 * be confirmed anew, and the old address is told.
 *
 * @param mayChange whether the password was shown: who can change the email can take the account over
 * @throws Refusal `forbidden`; `invalid` for a taken address
 */
export async function replaceEmail(ctx: ViewerContext, email: string, mayChange: boolean): Promise<void> {
  const { email: old } = await ownEmail(ctx);
  if (email === old) return;
  if (!mayChange) throw new Refusal("forbidden", { key: "scopeMissing", values: { scope: "account" } });
  const userId = ctx.viewer.id;
  await ctx.db
    .update(users)
    .set({ email, emailConfirmedAt: null })
    .where(eq(users.id, userId))
    .catch((error: unknown) => {
      throw isTaken(error) ? invalidFields({ email: { key: "emailTaken" } }) : error;
    });
  const locale = localeSchema.catch("en").parse(ctx.viewer.locale);
  await enqueue(ctx, { kind: "emails.sendLink", userId, email, locale });
  await enqueue(ctx, { kind: "emails.tellChange", userId, email: old, locale });
}

/**
 * Confirms the address a link was sent to, and makes it the account's if it is another one.
 *
 * @throws Refusal `conflict` when the link is not open any more or the address was taken meanwhile
 */
export async function confirmEmail(ctx: Context, secret: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const redeemed = await redeemProof(ctx, "confirmEmail", secret);
    if (!redeemed) throw new Refusal("conflict", { key: "linkUnknown" });
    const { userId, email } = redeemed;
    await ctx.db
      .update(users)
      .set({ email, emailConfirmedAt: sql`now()` })
      .where(eq(users.id, userId))
      .catch(takenMeanwhile);
    // They were sent to an address that may not be this person's any more.
    await replaceProofs(ctx, userId, "resetPassword");
    await replaceProofs(ctx, userId, "confirmEmail");
  });
}

const isTaken = (error: unknown): boolean => violatedConstraint(error) === "users_email_key";

function takenMeanwhile(error: unknown): never {
  throw isTaken(error) ? new Refusal("conflict", { key: "emailTaken" }) : error;
}
