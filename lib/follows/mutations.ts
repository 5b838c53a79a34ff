import "server-only";
import { and, eq } from "drizzle-orm";
import { violatedConstraint } from "@/db/outage";
import { follows, users } from "@/db/schema";
import { inTransaction, type ViewerContext } from "../context";
import { notFound, Refusal } from "../errors";
import { whyNotFollow, whyNotUnfollow } from "./rules";

interface Followee {
  id: number;
  username: string;
}

/**
 * Makes the viewer follow somebody. Following twice is the same as once, however many requests race.
 *
 * @returns the person, and whether the viewer did not follow them before
 * @throws Refusal `notFound`, or `invalid` for oneself
 */
export function follow(ctx: ViewerContext, userId: number): Promise<{ followee: Followee; isNew: boolean }> {
  return inTransaction(ctx, async (ctx) => {
    const followee = await personById(ctx, userId);
    const reason = whyNotFollow(ctx.viewer.id, userId);
    if (reason) throw new Refusal("invalid", reason);
    const created = await ctx.db
      .insert(follows)
      .values({ followerId: ctx.viewer.id, followeeId: userId })
      .onConflictDoNothing()
      .returning({ followeeId: follows.followeeId })
      .catch(goneMeanwhile);
    return { followee, isNew: created.length === 1 };
  });
}

/**
 * Ends following. Nothing happens where there was none.
 *
 * @returns the person, and whether the viewer followed them before
 * @throws Refusal `notFound`, or `invalid` for oneself
 */
export function unfollow(
  ctx: ViewerContext,
  userId: number,
): Promise<{ followee: Followee; wasFollowing: boolean }> {
  return inTransaction(ctx, async (ctx) => {
    const followee = await personById(ctx, userId);
    const reason = whyNotUnfollow(ctx.viewer.id, userId);
    if (reason) throw new Refusal("invalid", reason);
    const removed = await ctx.db
      .delete(follows)
      .where(and(eq(follows.followerId, ctx.viewer.id), eq(follows.followeeId, userId)))
      .returning({ followeeId: follows.followeeId });
    return { followee, wasFollowing: removed.length === 1 };
  });
}

async function personById(ctx: ViewerContext, userId: number): Promise<Followee> {
  const [person] = await ctx.db
    .select({ id: users.id, username: users.username })
    .from(users)
    .where(eq(users.id, userId));
  if (!person) throw notFound();
  return person;
}

/** The account was deleted between the two statements: as if it had never been there. */
function goneMeanwhile(error: unknown): never {
  throw violatedConstraint(error)?.startsWith("follows_") ? notFound() : error;
}
