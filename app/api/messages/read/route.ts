import { markAllRead } from "@/lib/inbox/mutations";
import { door } from "@/lib/web/api/door";
import { markMessagesRead } from "@/lib/web/api/operations/messages";
import { resource } from "@/lib/web/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  PUT: door(markMessagesRead, async ({ ctx }) => {
    await markAllRead(ctx);
  }),
});
