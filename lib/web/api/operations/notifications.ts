import { z } from "zod";
import { operation } from "../operation";

const tag = "Notifications";
const path = "/api/notifications";

const NAMES_MAX = 100;

const notificationsJson = z
  .object({
    items: z
      .array(
        z.object({
          name: z.string().meta({ description: "Ignore what you do not know." }),
          data: z.json().meta({ description: "What it is depends on the name." }),
          timestamp: z.number().meta({ description: "Unix seconds with fraction." }),
        }),
      )
      .max(NAMES_MAX),
    _links: z.object({ next: z.string().meta({ description: "Asks for what comes after these." }) }),
  })
  .meta({ id: "Notifications" });

export const listNotifications = operation({
  id: "listNotifications",
  method: "GET",
  path,
  tag,
  summary: "What has changed since one asked last",
  description: "One entry for each name, such as `unread_message_count` and `task_progress`; oldest first.",
  access: "read",
  query: z.object({
    since: z
      .string("invalid")
      .regex(/^\d{1,12}(\.\d{1,9})?$/, "invalid")
      .default("0")
      .transform(Number)
      .pipe(z.number().min(0))
      .meta({ description: "Only what has a later `timestamp`.", default: 0 }),
  }),
  success: {
    status: 200,
    description: "What is new.",
    schema: notificationsJson,
    example: {
      items: [{ name: "unread_message_count", data: 2, timestamp: 1795361233.237711 }],
      _links: { next: `${path}?since=1795361233.237711` },
    },
  },
});
