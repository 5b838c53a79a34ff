import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { ViewerContext } from "../context";

/** The viewer's own address, and whether mail to it is known to arrive. */
export async function ownEmail(ctx: ViewerContext): Promise<{ email: string; isConfirmed: boolean }> {
  const [row] = await ctx.db
    .select({ email: users.email, confirmedAt: users.emailConfirmedAt })
    .from(users)
    .where(eq(users.id, ctx.viewer.id));
  return { email: row?.email ?? "", isConfirmed: Boolean(row?.confirmedAt) };
}
