import "server-only";
import { lt, sql } from "drizzle-orm";
import { rateLimits } from "@/db/schema";
import type { JobHandler } from "../jobs/context";
import { LIMITS } from "./schema";

const LONGEST_WINDOW_SECONDS = Math.max(...Object.values(LIMITS).map((limit) => limit.windowSeconds));

/** Forgets counts whose window is over. */
export const purgeLimits: JobHandler<"limits.purge"> = async (ctx) => {
  const over = sql`now() - make_interval(secs => ${LONGEST_WINDOW_SECONDS})`;
  await ctx.db.delete(rateLimits).where(lt(rateLimits.windowStartedAt, over));
};
