import "server-only";
import { eq, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import { env } from "../env";
import type { JobHandler } from "../jobs/context";
import { links } from "../links";
import { localeSchema } from "../people/schema";
import { issueProof } from "../proofs/mutations";
import { passwordChangedLetter, resetLetter } from "./mail";

const recipient = { id: users.id, username: users.username, email: users.email, locale: users.locale };

/** Sends the link, if there is such an account and nobody has asked again since. */
export const sendResetLink: JobHandler<"passwords.sendResetLink"> = async (ctx, job) => {
  const [person] = await ctx.db
    .select(recipient)
    .from(users)
    .where(eq(sql`lower(${users.email})`, job.email.toLowerCase()));
  if (!person) return;
  const secret = await issueProof(ctx, {
    purpose: "resetPassword",
    userId: person.id,
    email: person.email,
    jobId: ctx.jobId,
    requestedAt: ctx.requestedAt,
  });
  if (!secret) return;
  const locale = localeSchema.catch(job.locale).parse(person.locale);
  const letter = resetLetter({ locale, name: person.username }, env.appUrl + links.resetPasswordBy(secret));
  await ctx.mail.send({ key: ctx.jobId, to: person.email, ...letter });
};

/** Tells the owner that the password has been changed, in case it was somebody else. */
export const tellPasswordChanged: JobHandler<"passwords.tellChanged"> = async (ctx, job) => {
  const [person] = await ctx.db.select(recipient).from(users).where(eq(users.id, job.userId));
  if (!person) return;
  const locale = localeSchema.catch(job.locale).parse(person.locale);
  const letter = passwordChangedLetter({ locale, name: person.username }, env.appUrl + links.resetPassword);
  await ctx.mail.send({ key: ctx.jobId, to: person.email, ...letter });
};
