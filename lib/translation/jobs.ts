import "server-only";
import { lt, sql } from "drizzle-orm";
import { translations } from "@/db/schema";
import type { JobHandler } from "../jobs/context";
import { KEPT_DAYS } from "./schema";

/** Forgets old translations. */
export const purgeTranslations: JobHandler<"translation.purge"> = async (ctx) => {
  const over = sql`now() - make_interval(days => ${KEPT_DAYS})`;
  await ctx.db.delete(translations).where(lt(translations.createdAt, over));
};
