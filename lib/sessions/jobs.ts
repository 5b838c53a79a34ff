import "server-only";
import { lt, or, sql } from "drizzle-orm";
import { sessions } from "@/db/schema";
import type { JobHandler } from "../jobs/context";

/** Forgets sessions that have expired or idled out. */
export const purgeSessions: JobHandler<"sessions.purge"> = async (ctx) => {
  const idle = sql`now() - make_interval(secs => ${sessions.idleSeconds})`;
  await ctx.db.delete(sessions).where(or(lt(sessions.expiresAt, sql`now()`), lt(sessions.lastUsedAt, idle)));
};
