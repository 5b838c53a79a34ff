import { z } from "zod";

/** The channel on which PostgreSQL passes notifications on to the processes that hold open pages. */
export const NOTIFICATIONS_CHANNEL = "microblog_notifications";

/** What a notification can be called. Payloads are JSON; open pages ignore names they do not know. */
export const NOTIFICATION_NAMES = ["unread_message_count", "task_progress", "import_progress"] as const;
export type NotificationName = (typeof NOTIFICATION_NAMES)[number];

/** Any value JSON can say, as `JSON.parse` gives it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A notification as open pages get it (Flask Mega-Tutorial, chapter 21). */
export interface NotificationView {
  name: string;
  data: Json;
  /** Unix seconds with fraction; what comes after it is asked for with `?since=`. */
  timestamp: number;
}

/** New posts are counted so far; then it is "many". */
export const NEWS_COUNTED_MAX = 50;

/** Unix seconds; nonsense counts as the beginning, as the tutorial has it. */
export const sinceSchema = z.coerce.number().min(0).max(1e12).catch(0);

/** What passes over the channel: a notification, and for whom it is. */
export const passedNotification = z.object({
  userId: z.number(),
  name: z.string(),
  data: z.json(),
  timestamp: z.number(),
});

/** What open pages ask with: the last notification they know, and the newest post they show. */
export const questionSchema = z.object({
  since: sinceSchema,
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
});
export type Question = z.infer<typeof questionSchema>;
