import "server-only";
import { and, asc, eq, gt } from "drizzle-orm";
import { notifications } from "@/db/schema";
import type { ViewerContext } from "../context";
import { newerInFeed } from "../posts/queries";
import { newsOf } from "./rules";
import { type Json, NEWS_COUNTED_MAX, type NotificationView, type Question } from "./schema";

/**
 * What the viewer's pages have not been told yet, the oldest first. Asking changes nothing.
 *
 * @param since Unix seconds, exclusive
 */
export async function notificationsSince(ctx: ViewerContext, since: number): Promise<NotificationView[]> {
  const rows = await ctx.db
    .select({
      name: notifications.name,
      data: notifications.payload,
      timestamp: notifications.timestamp,
    })
    .from(notifications)
    .where(and(eq(notifications.userId, ctx.viewer.id), gt(notifications.timestamp, since)))
    .orderBy(asc(notifications.timestamp));
  return rows.map((row) => ({ ...row, data: row.data as Json }));
}

/**
 * The answer to a page that asks every few seconds: its notifications and, where it shows the feed
 * down from a post, how many there are above it. That number carries the time of the last
 * notification, so that asking on from it skips none.
 */
export async function notificationsFor(
  ctx: ViewerContext,
  { since, after }: Question,
): Promise<NotificationView[]> {
  const told = await notificationsSince(ctx, since);
  if (after === undefined) return told;
  const { length } = await newerInFeed(ctx, after, NEWS_COUNTED_MAX);
  return length === 0 ? told : [...told, newsOf(length, told.at(-1)?.timestamp ?? since)];
}
