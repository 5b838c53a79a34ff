import "server-only";
import { asc, gt, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import { accountOf } from "../accounts/queries";
import type { Context } from "../context";
import { notFound } from "../errors";

/** An account as its site's operator sees it: who it is and whether it is let in, nothing of what it wrote. */
export interface Account {
  id: number;
  username: string;
  displayName: string | null;
  email: string;
  hasConfirmedEmail: boolean;
  isAdmin: boolean;
  disabledAt: Date | null;
  createdAt: Date;
  lastSeenAt: Date;
}

/**
 * Accounts in the order in which they were made.
 *
 * @param afterId where the page before ended; 0 for the first one
 */
export function accountsAfter(ctx: Context, afterId: number, limit: number): Promise<Account[]> {
  return ctx.db
    .select({
      id: users.id,
      username: users.username,
      displayName: users.displayName,
      email: users.email,
      hasConfirmedEmail: sql<boolean>`${users.emailConfirmedAt} is not null`,
      isAdmin: users.isAdmin,
      disabledAt: users.disabledAt,
      createdAt: users.createdAt,
      lastSeenAt: users.lastSeenAt,
    })
    .from(users)
    .where(gt(users.id, afterId))
    .orderBy(asc(users.id))
    .limit(limit);
}

/**
 * Whose username or email this is, in any case.
 *
 * @throws Refusal `notFound`
 */
export async function idOf(ctx: Context, identifier: string): Promise<number> {
  const account = await accountOf(ctx, identifier);
  if (!account) throw notFound();
  return account.id;
}
