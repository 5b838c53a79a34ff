import "server-only";
import { eq, or, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Context } from "../context";
import type { Reason } from "../errors";
import { isReserved } from "../people/rules";

/** The condition that an account has this email, in any case. */
export const hasEmail = (email: string) => eq(sql`lower(${users.email})`, email.toLowerCase());

/** The account behind a username or an email, with what signing in asks of it. */
export async function accountOf(ctx: Context, identifier: string) {
  const isName = eq(sql`lower(${users.username})`, identifier.toLowerCase());
  const [account] = await ctx.db
    .select({
      id: users.id,
      passwordHash: users.passwordHash,
      isDisabled: sql<boolean>`${users.disabledAt} is not null`,
    })
    .from(users)
    .where(identifier.includes("@") ? hasEmail(identifier) : isName);
  return account;
}

/** Per name that cannot be had (taken, or the site's own): why. */
export async function whyNotThese(
  ctx: Context,
  { username = "", email = "" }: { username?: string; email?: string },
): Promise<Record<string, Reason>> {
  const fields: Record<string, Reason> = {};
  const hasName = eq(sql`lower(${users.username})`, username.toLowerCase());
  const rows = await ctx.db
    .select({ ownsName: sql<boolean>`${hasName}`, ownsEmail: sql<boolean>`${hasEmail(email)}` })
    .from(users)
    .where(or(hasName, hasEmail(email)));
  if (isReserved(username) || rows.some((row) => row.ownsName)) fields.username = { key: "usernameTaken" };
  if (rows.some((row) => row.ownsEmail)) fields.email = { key: "emailTaken" };
  return fields;
}
