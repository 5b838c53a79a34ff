import "server-only";
import type { ViewerContext } from "../../context";
import { log } from "../../log";
import { notificationsSince } from "../../notifications/queries";
import { newsOf } from "../../notifications/rules";
import {
  NEWS_COUNTED_MAX,
  type NotificationView,
  type Question,
  questionSchema,
} from "../../notifications/schema";
import { newerInFeed } from "../../posts/queries";
import type { Outlet } from "../outlast";
import { isListening } from "./hub";
import { mayOpenStream, Stream } from "./streams";

const LISTENS_WITHIN_MS = 1_500;

/**
 * A stream of what happens to the viewer, beginning with what happened since the last event that the
 * browser knows. It listens before it reads, so nothing falls in between.
 *
 * @returns what begins it, or null when news does not arrive here or the viewer has enough streams
 */
export async function openNews(
  ctx: ViewerContext,
  sessionHash: string,
  request: Request,
): Promise<((outlet: Outlet) => void) | null> {
  if (!mayOpenStream(ctx.viewer.id) || !(await isListening(LISTENS_WITHIN_MS))) return null;
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const question = questionSchema.parse({
    ...asked,
    since: request.headers.get("last-event-id") || asked.since,
  });
  return (outlet) => {
    const page = { userId: ctx.viewer.id, sessionHash, since: question.since, newestPost: question.after };
    const stream = new Stream(page, outlet);
    catchUp(ctx, question, stream).catch((error: Error) => {
      log.warn({ event: "news-not-told", reason: error.name });
      // Its browser comes back and asks again.
      stream.end();
    });
  };
}

async function catchUp(ctx: ViewerContext, { since, after }: Question, stream: Stream): Promise<void> {
  for (const notification of await notificationsSince(ctx, since)) stream.tell(notification);
  if (after !== undefined) stream.tellNews(await newerInFeed(ctx, after, NEWS_COUNTED_MAX));
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
