import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Context } from "../context";
import { env } from "../env";
import type { JobHandler } from "../jobs/context";
import { links } from "../links";
import { type Locale, localeSchema } from "../people/schema";
import { issueProof } from "../proofs/mutations";
import { confirmationLetter, emailChangeLetter } from "./mail";

/** Sends a link by which an address is confirmed, to that address. */
export const sendConfirmationLink: JobHandler<"emails.sendLink"> = async (ctx, job) => {
  const person = await recipientOf(ctx, job);
  if (!person) return;
  const secret = await issueProof(ctx, {
    purpose: "confirmEmail",
    userId: job.userId,
    email: job.email,
    jobId: ctx.jobId,
    requestedAt: ctx.requestedAt,
  });
  if (!secret) return;
  const letter = confirmationLetter(person, env.appUrl + links.confirmEmailBy(secret));
  await ctx.mail.send({ key: ctx.jobId, to: job.email, ...letter });
};

/** Tells the address the account had when another one was asked for. */
export const tellEmailChange: JobHandler<"emails.tellChange"> = async (ctx, job) => {
  const person = await recipientOf(ctx, job);
  if (!person) return;
  const letter = emailChangeLetter(person, env.appUrl + links.resetPassword);
  await ctx.mail.send({ key: ctx.jobId, to: job.email, ...letter });
};

async function recipientOf(ctx: Context, job: { userId: number; locale: Locale }) {
  const [person] = await ctx.db
    .select({ name: users.username, locale: users.locale })
    .from(users)
    .where(eq(users.id, job.userId));
  return person && { name: person.name, locale: localeSchema.catch(job.locale).parse(person.locale) };
}
