import "server-only";
import { sql } from "drizzle-orm";
import { failures } from "@/db/schema";
import { type Context, inTransaction } from "../context";
import { fingerprint } from "../crypto";
import { enqueue } from "../jobs/enqueue";
import type { FailureNote } from "./schema";

const QUIET = sql`interval '1 minute'`;

/**
 * Has the operators told of an unexpected error: at most once a minute for the same one. How many were
 * left out since the last mail the next one says.
 */
export async function noteFailure(ctx: Context, note: FailureNote): Promise<void> {
  const kind = fingerprint([note.event, note.type, note.frames[0] ?? note.message].join("\n"));
  await inTransaction(ctx, async (ctx) => {
    await ctx.db
      .insert(failures)
      .values({ fingerprint: kind, toldAt: new Date(0) })
      .onConflictDoNothing();
    // The row's values before: the update waits for others and then sees what they left.
    const [row] = await ctx.db.execute<{ is_due: boolean; suppressed: number }>(sql`
      with before as (
        select fingerprint, suppressed, told_at from failures where fingerprint = ${kind} for update
      )
      update failures set
        told_at = case when before.told_at > now() - ${QUIET} then before.told_at else now() end,
        suppressed = case when before.told_at > now() - ${QUIET} then before.suppressed + 1 else 0 end
      from before where failures.fingerprint = before.fingerprint
      returning before.told_at <= now() - ${QUIET} as is_due, before.suppressed`);
    if (row?.is_due) await enqueue(ctx, { kind: "failures.tell", ...note, suppressed: row.suppressed });
  });
}
