import "server-only";
import { lt, sql } from "drizzle-orm";
import { failures } from "@/db/schema";
import { env } from "../env";
import type { JobHandler } from "../jobs/context";
import { failureLetter } from "./mail";

/** Tells everybody in ADMINS. */
export const tellFailure: JobHandler<"failures.tell"> = async (ctx, job) => {
  const letter = failureLetter(job, env.appUrl);
  for (const [index, to] of env.admins.entries()) {
    await ctx.mail.send({ key: `${ctx.jobId}-${index}`, to, ...letter });
  }
};

/** Forgets errors that have not come back for a week. */
export const purgeFailures: JobHandler<"failures.purge"> = async (ctx) => {
  await ctx.db.delete(failures).where(lt(failures.toldAt, sql`now() - interval '7 days'`));
};
