import "server-only";
import { and, eq, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { failures, users } from "@/db/schema";
import { env } from "../env";
import type { JobHandler } from "../jobs/context";
import { failureLetter } from "./mail";

/** Tells everybody in ADMINS, and every member who was made an administrator. */
export const tellFailure: JobHandler<"failures.tell"> = async (ctx, job) => {
  const letter = failureLetter(job, env.appUrl);
  const members = await ctx.db
    .select({ email: users.email })
    .from(users)
    .where(and(eq(users.isAdmin, true), isNull(users.disabledAt), isNotNull(users.emailConfirmedAt)))
    .orderBy(users.id);
  const told = new Set([...env.admins, ...members.map(({ email }) => email)]);
  for (const [index, to] of [...told].entries()) {
    await ctx.mail.send({ key: `${ctx.jobId}-${index}`, to, ...letter });
  }
};

/** Forgets errors that have not come back for a week. */
export const purgeFailures: JobHandler<"failures.purge"> = async (ctx) => {
  await ctx.db.delete(failures).where(lt(failures.toldAt, sql`now() - interval '7 days'`));
};
