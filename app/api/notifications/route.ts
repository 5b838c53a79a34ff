import { notificationsSince } from "@/lib/notifications/queries";
import { door } from "@/lib/web/api/door";
import { listNotifications } from "@/lib/web/api/operations/notifications";
import { resource } from "@/lib/web/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: door(listNotifications, async ({ ctx, query }) => {
    const items = await notificationsSince(ctx, query.since);
    const next = `${listNotifications.path}?since=${items.at(-1)?.timestamp ?? query.since}`;
    return { body: { items, _links: { next } } };
  }),
});
