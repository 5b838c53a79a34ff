import "server-only";
import { and, asc, eq, gt } from "drizzle-orm";
import { notifications } from "@/db/schema";
import type { ViewerContext } from "../context";
import type { Json, NotificationView } from "./schema";

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
