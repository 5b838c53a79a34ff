import "server-only";
import type { NotificationView } from "../notifications/schema";
import { NEWS_COUNTED_MAX, newsOf } from "../notifications/schema";
import { eventOf, farewell, greeting, heartbeat } from "./events";

/** One open page of a member, and what it has been told. */
export interface Stream {
  readonly userId: number;
  readonly sessionHash: string;
  /** The newest post on the page, where it shows the feed: what is above it is news. */
  readonly newestPost: number | undefined;
  /** Passes a stored notification on, unless something newer of that name was told already. */
  tell(notification: NotificationView): void;
  /** Adds posts that the page does not show yet, and says how many there are now. */
  tellNews(postIds: Iterable<number>): void;
  beat(): void;
  /** Ends it; the browser comes back unless its session is over. */
  end(isSignedOut?: boolean): void;
}

/** Events that a page may lag behind; one that does not read any more is let go. */
const LAG_MAX = 64;
/** Tabs of one person that are looked at in the same moment; more of them ask by poll. */
const STREAMS_PER_PERSON = 20;

// Shared by every copy of this module that the bundler makes in one process.
const shared = globalThis as typeof globalThis & { microblogStreams?: Map<number, Set<Stream>> };
shared.microblogStreams ??= new Map();
const open = shared.microblogStreams;

/** The open streams of some people; of everybody when nobody is named. */
export function streamsOf(userIds: Iterable<number> = open.keys()): Stream[] {
  return [...userIds].flatMap((userId) => [...(open.get(userId) ?? [])]);
}

/** Whether somebody may have one more. */
export const mayOpenStream = (userId: number): boolean => (open.get(userId)?.size ?? 0) < STREAMS_PER_PERSON;

/**
 * Opens a stream of server-sent events.
 *
 * @param who.signal says when the browser has gone
 * @returns the stream, and the body of the answer that carries it
 */
export function openStream(who: {
  userId: number;
  sessionHash: string;
  newestPost: number | undefined;
  signal: AbortSignal;
}): { stream: Stream; body: ReadableStream<Uint8Array> } {
  const told = new Map<string, number>();
  const news = new Set<number>();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  const forget = () => {
    controller = undefined;
    const others = open.get(who.userId);
    others?.delete(stream);
    if (others?.size === 0) open.delete(who.userId);
  };
  const close = () => {
    controller?.close();
    forget();
  };
  const say = (words: Uint8Array) => {
    controller?.enqueue(words);
    if (controller && (controller.desiredSize ?? 0) < -LAG_MAX) close();
  };

  const stream: Stream = {
    ...who,
    tell: (notification) => {
      if ((told.get(notification.name) ?? 0) >= notification.timestamp) return;
      told.set(notification.name, notification.timestamp);
      say(eventOf(notification, true));
    },
    tellNews: (postIds) => {
      const before = news.size;
      for (const id of postIds) {
        if (id > (who.newestPost ?? 0) && news.size < NEWS_COUNTED_MAX) news.add(id);
      }
      if (news.size > before) say(eventOf(newsOf(news.size, Date.now() / 1000), false));
    },
    beat: () => say(heartbeat()),
    end: (isSignedOut = false) => {
      if (isSignedOut) say(farewell());
      close();
    },
  };

  const body = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given;
      say(greeting());
    },
    cancel: forget,
  });
  open.set(who.userId, (open.get(who.userId) ?? new Set()).add(stream));
  who.signal.addEventListener("abort", () => stream.end(), { once: true });
  return { stream, body };
}
