import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { alreadyTaken } from "../accounts/mutations";
import { inTransaction, type ViewerContext } from "../context";
import { ownEmail } from "../emails/queries";
import { Refusal } from "../errors";
import { enqueue } from "../jobs/enqueue";
import { editProfile } from "../people/mutations";
import { localeSchema } from "../people/schema";
import type { AccountChange } from "./schema";

/**
 * Changes what is given of the viewer's account; the rest stays.
 *
 * @param mayChangeEmail whether the viewer has shown the password: who can change the email can take
 *   the account over
 * @throws Refusal `invalid` naming `username` or `email` when somebody else has it; `forbidden`
 */
export function editMember(
  ctx: ViewerContext,
  { email, ...profile }: AccountChange,
  mayChangeEmail: boolean,
): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    await editProfile(ctx, profile);
    if (email !== undefined) await changeEmail(ctx, email, mayChangeEmail);
  });
}

/** Counts at once, and has to be confirmed anew; the old address is told. */
async function changeEmail(ctx: ViewerContext, email: string, mayChange: boolean): Promise<void> {
  const { email: old } = await ownEmail(ctx);
  if (email === old) return;
  if (!mayChange) throw new Refusal("forbidden", { key: "scopeMissing", values: { scope: "account" } });
  const userId = ctx.viewer.id;
  await ctx.db
    .update(users)
    .set({ email, emailConfirmedAt: null })
    .where(eq(users.id, userId))
    .catch(alreadyTaken);
  const locale = localeSchema.catch("en").parse(ctx.viewer.locale);
  await enqueue(ctx, { kind: "emails.sendLink", userId, email, locale });
  await enqueue(ctx, { kind: "emails.tellChange", userId, email: old, locale });
}
