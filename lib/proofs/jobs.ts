import "server-only";
import { lt, sql } from "drizzle-orm";
import { oneTimeTokens } from "@/db/schema";
import type { JobHandler } from "../jobs/context";
import { KEPT_HOURS } from "./schema";

/** Forgets links that are long over. */
export const purgeProofs: JobHandler<"proofs.purge"> = async (ctx) => {
  const over = sql`now() - make_interval(hours => ${KEPT_HOURS})`;
  await ctx.db.delete(oneTimeTokens).where(lt(oneTimeTokens.expiresAt, over));
};
