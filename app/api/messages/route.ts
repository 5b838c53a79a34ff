import { send } from "@/lib/inbox/mutations";
import { inbox, sentMessages } from "@/lib/inbox/queries";
import { door, found } from "@/lib/web/api/door";
import { messageOf, messagePageOf } from "@/lib/web/api/messages-json";
import { listMessages, sendMessage } from "@/lib/web/api/operations/messages";
import { cursorOf } from "@/lib/web/api/posts-json";
import { resource } from "@/lib/web/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: door(listMessages, async ({ ctx, query }) => {
    const cursor = cursorOf(query);
    const page = await (query.box === "sent" ? sentMessages : inbox)(ctx, cursor);
    return { body: messagePageOf(page, cursor, `${listMessages.path}?box=${query.box}`) };
  }),
  POST: door(sendMessage, async ({ ctx, body, key }) => {
    const { id } = await send(ctx, { recipientId: body.recipient_id, message: body.body, key });
    const { items } = await sentMessages(ctx, { before: id + 1, size: 1 });
    return { body: messageOf(found(items[0] ?? null)) };
  }),
});
