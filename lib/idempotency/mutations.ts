import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { idempotencyKeys } from "@/db/schema";
import type { ViewerContext } from "../context";
import { fingerprint } from "../crypto";
import { Refusal } from "../errors";

/**
 * Does `work` once for each key of the viewer. Sent again (a double click, a lost answer), the first
 * result is given back. Must run in a transaction: work and claim are kept or undone together, and
 * whoever comes at the same instant waits for the first.
 *
 * @param content what was asked for; the same key with another content is refused
 * @throws Refusal `conflict` when the key was used for something else
 */
export async function once<Result extends number | string>(
  ctx: ViewerContext,
  key: string,
  content: string,
  work: () => Promise<Result>,
): Promise<{ result: Result; isNew: boolean }> {
  const mark = fingerprint(content);
  const isThisKey = and(eq(idempotencyKeys.userId, ctx.viewer.id), eq(idempotencyKeys.key, key));
  const claimed = await ctx.db
    .insert(idempotencyKeys)
    .values({ userId: ctx.viewer.id, key, fingerprint: mark })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (claimed.length === 1) {
    const result = await work();
    await ctx.db
      .update(idempotencyKeys)
      .set({ result: sql`to_jsonb(${result}::${sql.raw(typeof result === "number" ? "bigint" : "text")})` })
      .where(isThisKey);
    return { result, isNew: true };
  }
  const [first] = await ctx.db.select().from(idempotencyKeys).where(isThisKey);
  if (!first || first.fingerprint !== mark) throw new Refusal("conflict", { key: "keyReused" });
  return { result: first.result as Result, isNew: false };
}
