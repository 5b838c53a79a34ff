import "server-only";
import { lt, sql } from "drizzle-orm";
import { apiTokens } from "@/db/schema";
import type { JobHandler } from "../jobs/context";

/** Forgets tokens that ended a day ago. */
export const purgeTokens: JobHandler<"tokens.purge"> = async (ctx) => {
  await ctx.db.delete(apiTokens).where(lt(apiTokens.expiresAt, sql`now() - interval '1 day'`));
};
