import "server-only";
import { lt, sql } from "drizzle-orm";
import { idempotencyKeys } from "@/db/schema";
import type { JobHandler } from "../jobs/context";

/** Forgets the keys of requests that nobody will repeat any more. */
export const purgePostKeys: JobHandler<"posts.purgeKeys"> = async (ctx) => {
  await ctx.db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, sql`now() - interval '24 hours'`));
};
