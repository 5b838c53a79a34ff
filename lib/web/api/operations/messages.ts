import { z } from "zod";
import { env } from "../../../env";
import { LIMITS } from "../../../limits/schema";
import { requiredText } from "../../../text/schema";
import { messageExample, messageJson, messagePageJson } from "../messages-json";
import { operation } from "../operation";
import { cursorQuery } from "../posts-json";

const tag = "Messages";

const BOXES = ["inbox", "sent"] as const;

const boxQuery = cursorQuery.extend({
  box: z.enum(BOXES, "invalid").default("inbox").meta({ description: "What one got, or what one sent." }),
});

const newMessage = () =>
  z
    .strictObject({
      recipient_id: z.int("invalid").min(1, "invalid"),
      body: requiredText(env.messageMaxLength).meta({
        description: `1 to ${env.messageMaxLength} characters as people count them; not blank.`,
      }),
    })
    .meta({ id: "NewMessage" });

export const listMessages = operation({
  id: "listMessages",
  method: "GET",
  path: "/api/messages",
  tag,
  summary: "One's private messages",
  description: "Reading them here does not mark them as read.",
  access: "read",
  query: boxQuery,
  success: {
    status: 200,
    description: "One page, newest first.",
    schema: messagePageJson,
    example: { items: [messageExample], _links: { self: "/api/messages?box=inbox&per_page=25", next: null } },
  },
});

export const sendMessage = operation({
  id: "sendMessage",
  method: "POST",
  path: "/api/messages",
  tag,
  summary: "Send a private message",
  access: "write",
  body: { schema: newMessage, example: { recipient_id: 2, body: messageExample.body } },
  limit: LIMITS.message,
  repetition: "operation",
  success: {
    status: 201,
    description: "The message.",
    schema: messageJson,
    example: { ...messageExample, is_mine: true },
  },
  refusals: [404],
});

export const markMessagesRead = operation({
  id: "markMessagesRead",
  method: "PUT",
  path: "/api/messages/read",
  tag,
  summary: "Mark everything one has got as read",
  access: "write",
  success: { status: 204, description: "Nothing is unread." },
});
