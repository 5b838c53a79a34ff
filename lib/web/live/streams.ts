import "server-only";
import { newsOf } from "../../notifications/rules";
import { NEWS_COUNTED_MAX, type NotificationView } from "../../notifications/schema";
import type { Outlet } from "../outlast";
import { eventOf, farewell, greeting, heartbeat } from "./events";

/** Bytes that a page may lag behind; one that does not read any more is let go. */
const LAG_MAX = 64 * 1024;
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

/** Whose page a stream belongs to. */
export interface Page {
  userId: number;
  sessionHash: string;
  /** Time of the last notification that the page knows. */
  since: number;
  /** The newest post on the page, where it shows the feed: what is above it is news. */
  newestPost: number | undefined;
}

/** One open page of a member, and what it has been told; it is found by `streamsOf` until it ends. */
export class Stream {
  private outlet: Outlet | undefined;
  private readonly toldAt = new Map<string, number>();
  private readonly news = new Set<number>();

  constructor(
    readonly page: Page,
    outlet: Outlet,
  ) {
    this.outlet = outlet;
    open.set(page.userId, (open.get(page.userId) ?? new Set()).add(this));
    this.say(greeting());
    outlet.onceGone(() => this.forget());
  }

  /** Passes a stored notification on, unless something newer of that name was told already. */
  tell(notification: NotificationView): void {
    if ((this.toldAt.get(notification.name) ?? this.page.since) >= notification.timestamp) return;
    this.toldAt.set(notification.name, notification.timestamp);
    this.say(eventOf(notification, true));
  }

  /** Adds posts that the page does not show yet, and says how many there are now. */
  tellNews(postIds: Iterable<number>): void {
    const before = this.news.size;
    for (const id of postIds) {
      if (id > (this.page.newestPost ?? 0) && this.news.size < NEWS_COUNTED_MAX) this.news.add(id);
    }
    if (this.news.size > before) this.say(eventOf(newsOf(this.news.size, Date.now() / 1000), false));
  }

  beat(): void {
    this.say(heartbeat());
  }

  /** Ends it; the browser comes back unless its session is over. */
  end(isSignedOut = false): void {
    if (isSignedOut) this.say(farewell());
    const { outlet } = this;
    this.forget();
    outlet?.end();
  }

  private say(words: Uint8Array): void {
    const waiting = this.outlet?.send(words) ?? 0;
    if (waiting > LAG_MAX) this.end();
  }

  private forget(): void {
    this.outlet = undefined;
    const others = open.get(this.page.userId);
    others?.delete(this);
    if (others?.size === 0) open.delete(this.page.userId);
  }
}
