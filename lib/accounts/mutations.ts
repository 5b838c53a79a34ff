import "server-only";
import { eq } from "drizzle-orm";
import { violatedConstraint } from "@/db/outage";
import { users } from "@/db/schema";
import { type Context, inTransaction, type ViewerContext } from "../context";
import { hashPassword, isPassword, needsRehash, pretendPassword } from "../crypto";
import { replaceEmail } from "../emails/mutations";
import { env } from "../env";
import { invalidFields, Refusal } from "../errors";
import { enqueue } from "../jobs/enqueue";
import { refund, spend } from "../limits/mutations";
import { LIMITS, type Limit } from "../limits/schema";
import { assertPassword } from "../passwords/mutations";
import { whyGuessable } from "../passwords/rules";
import { editProfile } from "../people/mutations";
import type { Locale } from "../people/schema";
import { accountOf, whyNotThese } from "./queries";
import type { AccountChange, Credentials, NewAccount } from "./schema";

/** From where somebody knocks. */
export interface Origin {
  /** The client's address, or null where none can be trusted. */
  address: string | null;
  /** The account whose owner has signed in from this browser before, proven by a sealed cookie. */
  knownAccountId: number | null;
}

/** Whoever runs the site may let a class in that stands behind one address. */
const registrations = (): Limit => ({ ...LIMITS.registerFromAddress, hits: env.registrationsPerAddress });

/**
 * Makes a new member, who gets a mail to confirm the address.
 *
 * @param locale the language of that mail
 * @throws Refusal `invalid` naming the fields: a taken or reserved username, a taken email, a common
 *   password; `limited`; `busy`
 */
export async function register(
  ctx: Context,
  input: NewAccount,
  origin: Origin,
  locale: Locale = "en",
): Promise<{ id: number }> {
  await assertAcceptable(ctx, input);
  if (origin.address) await spend(ctx, registrations(), origin.address);
  const { username, email, timeZone } = input;
  const passwordHash = await hashPassword(input.password);
  return inTransaction(ctx, async (ctx) => {
    const [created] = await ctx.db
      .insert(users)
      .values({
        username,
        email,
        passwordHash,
        timeZone: timeZone || null,
        displayName: input.displayName || null,
        aboutMe: input.aboutMe || null,
      })
      .returning({ id: users.id })
      .catch(alreadyTaken);
    if (!created) throw new Error("an insert returned no row");
    await enqueue(ctx, { kind: "emails.sendLink", userId: created.id, email, locale });
    return created;
  });
}

/** All complaints at once, so that nobody has to mend a form twice. The unique indexes decide races. */
async function assertAcceptable(ctx: Context, input: NewAccount): Promise<void> {
  const fields = await whyNotThese(ctx, input);
  const guessable = whyGuessable(input.password, input);
  if (guessable) fields.password = guessable;
  if (Object.keys(fields).length > 0) throw invalidFields(fields);
}

function alreadyTaken(error: unknown): never {
  const constraint = violatedConstraint(error);
  if (constraint === "users_username_key") throw invalidFields({ username: { key: "usernameTaken" } });
  if (constraint === "users_email_key") throw invalidFields({ email: { key: "emailTaken" } });
  throw error;
}

/**
 * Changes what is given of the viewer's account; the rest stays.
 *
 * @param mayChangeEmail whether the viewer has shown the password: who can change the email can take
 *   the account over
 * @throws Refusal `invalid` naming `username` or `email` when somebody else has it; `forbidden`
 */
export function editAccount(
  ctx: ViewerContext,
  { email, ...profile }: AccountChange,
  mayChangeEmail: boolean,
): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    await editProfile(ctx, profile);
    if (email !== undefined) await replaceEmail(ctx, email, mayChangeEmail);
  });
}

/**
 * Finds whose credentials these are. Unknown accounts cost and answer the same as wrong passwords.
 *
 * @throws Refusal `unauthenticated` with one reason for every failure, and another one for the owner of
 *   a disabled account; `limited`; `busy`
 */
export async function authenticate(
  ctx: Context,
  input: Credentials,
  origin: Origin,
): Promise<{ userId: number }> {
  const account = await accountOf(ctx, input.identifier);
  const isKnownDevice = account !== undefined && origin.knownAccountId === account.id;
  const tried = account ? String(account.id) : input.identifier.toLowerCase();
  // Strangers who lock an account out do not lock out its owner's own browser.
  const subject = isKnownDevice ? `${tried}:known` : tried;
  if (origin.address) await spend(ctx, LIMITS.signInFromAddress, origin.address);
  await spend(ctx, LIMITS.signInOfAccount, subject);

  const password = input.password.normalize("NFC");
  const matches = account
    ? await isPassword(account.passwordHash, password)
    : await pretendPassword(password);
  if (!account || !matches) throw new Refusal("unauthenticated", { key: "badCredentials" });
  // Said to nobody but who knows the password.
  if (account.isDisabled) throw new Refusal("unauthenticated", { key: "accountDisabled" });

  // Only failures count: a class that signs in from one address at nine is not an attack.
  await refund(ctx, LIMITS.signInOfAccount, subject);
  if (origin.address) await refund(ctx, LIMITS.signInFromAddress, origin.address);
  if (needsRehash(account.passwordHash)) await storePassword(ctx, account.id, password);
  return { userId: account.id };
}

async function storePassword(ctx: Context, userId: number, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await ctx.db.update(users).set({ passwordHash }).where(eq(users.id, userId));
}

/**
 * Ends the viewer's membership: the account and everything that belongs to it is gone for good.
 *
 * @throws Refusal `invalid` when it is not the password; `limited`; `busy`
 */
export async function deleteAccount(ctx: ViewerContext, currentPassword: string): Promise<void> {
  await assertPassword(ctx, currentPassword);
  await ctx.db.delete(users).where(eq(users.id, ctx.viewer.id));
}
