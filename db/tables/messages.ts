import { sql } from "drizzle-orm";
import { check, index, pgTable, text } from "drizzle-orm/pg-core";
import { identity, instant, reference } from "../columns";
import { users } from "./users";

/**
 * Private messages. A side whose account was deleted is null and the other side keeps the message;
 * with both gone the row goes (trigger in drizzle/).
 *
 * Ids are handed out under a lock of the recipient's row (`lib/inbox/mutations.ts`), so for one
 * recipient they ascend in the order in which messages become visible.
 */
export const messages = pgTable(
  "messages",
  {
    id: identity(),
    senderId: reference("sender_id").references(() => users.id, { onDelete: "set null" }),
    recipientId: reference("recipient_id").references(() => users.id, { onDelete: "set null" }),
    body: text("body").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (message) => [
    // The inbox and, by index alone, the number of unread messages.
    index("messages_recipient_id_idx").on(message.recipientId, message.id),
    index("messages_sender_id_idx").on(message.senderId, message.id),
    // One direction of a conversation.
    index("messages_direction_idx").on(message.senderId, message.recipientId, message.id),
    check("messages_body_check", sql`octet_length(${message.body}) between 1 and 160000`),
  ],
);
