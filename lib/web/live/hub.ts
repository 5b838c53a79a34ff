import "server-only";
import type { z } from "zod";
import { type Listener, listen } from "@/db/listen";
import type { Context } from "../../context";
import { database } from "../../database";
import { env } from "../../env";
import { followersAmong } from "../../follows/queries";
import { log } from "../../log";
import { NOTIFICATIONS_CHANNEL, type NotificationView, passedNotification } from "../../notifications/schema";
import { POSTS_CHANNEL, passedPost } from "../../posts/schema";
import { liveSessions } from "../../sessions/queries";
import { type Stream, streamsOf } from "./streams";

/** Quiet streams are spoken on this often; common proxies close after 30 to 60 seconds. */
const HEARTBEAT_MS = 20_000;
/** New posts are gathered this long, so that a busy minute costs few questions. */
const GATHER_MS = 250;

interface Hub {
  listener: Listener;
  heartbeat: NodeJS.Timeout;
}

// Shared by every copy of this module that the bundler makes in one process.
const shared = globalThis as typeof globalThis & { microblogHub?: Hub; microblogHubIsClosed?: boolean };

const anyone = (): Context => ({ db: database(), viewer: null });

/** Begins to listen with the first stream of the process, and says whether news arrives at all. */
export async function isListening(withinMs: number): Promise<boolean> {
  if (shared.microblogHubIsClosed) return false;
  shared.microblogHub ??= startHub();
  return shared.microblogHub.listener.settled(withinMs);
}

/** Lets every page go and stops listening for good; their browsers come back to another process. */
export async function closeHub(): Promise<void> {
  shared.microblogHubIsClosed = true;
  const hub = shared.microblogHub;
  shared.microblogHub = undefined;
  clearInterval(hub?.heartbeat);
  for (const stream of streamsOf()) stream.end();
  await hub?.listener.close();
}

function startHub(): Hub {
  const posts = gatherer(announce);
  const listener = listen({
    url: env.databaseDirectUrl,
    channels: [NOTIFICATIONS_CHANNEL, POSTS_CHANNEL],
    onMessage: (channel, payload) => {
      if (channel === POSTS_CHANNEL) posts(passedPost.parse(JSON.parse(payload)));
      else quietly(passOn(passedNotification.parse(JSON.parse(payload))));
    },
    // Browsers come back with the last event they know, and are told what they missed.
    onLost: () => {
      log.warn({ event: "listening-lost" });
      for (const stream of streamsOf()) stream.end();
    },
  });
  const heartbeat = setInterval(() => quietly(beat()), HEARTBEAT_MS);
  heartbeat.unref();
  return { listener, heartbeat };
}

/** Nothing is told to a session that has ended in the meantime, wherever it was ended. */
async function stillSignedIn(streams: Stream[]): Promise<Stream[]> {
  if (streams.length === 0) return [];
  const live = await liveSessions(anyone(), [...new Set(streams.map(({ page }) => page.sessionHash))]);
  return streams.filter((stream) => {
    const isLive = live.has(stream.page.sessionHash);
    if (!isLive) stream.end(true);
    return isLive;
  });
}

async function beat(): Promise<void> {
  for (const stream of await stillSignedIn(streamsOf())) stream.beat();
}

async function passOn({ userId, ...notification }: NotificationView & { userId: number }): Promise<void> {
  for (const stream of await stillSignedIn(streamsOf([userId]))) stream.tell(notification);
}

type Announced = z.infer<typeof passedPost>;

async function announce(posts: Announced[]): Promise<void> {
  const interested = streamsOf().filter(({ page }) => page.newestPost !== undefined);
  if (interested.length === 0) return;
  const authors = [...new Set(posts.map(({ authorId }) => authorId))];
  const people = [...new Set(interested.map(({ page }) => page.userId))];
  const followed = await followersAmong(anyone(), people, authors);
  const newsFor = (userId: number) =>
    posts.filter(({ authorId }) => authorId === userId || followed.get(userId)?.includes(authorId));
  const concerned = interested.filter(({ page }) => newsFor(page.userId).length > 0);
  for (const stream of await stillSignedIn(concerned)) {
    stream.tellNews(newsFor(stream.page.userId).map(({ postId }) => postId));
  }
}

/** Collects what comes in within a moment and hands it on together. */
function gatherer<Item>(handOn: (items: Item[]) => Promise<void>): (item: Item) => void {
  let gathered: Item[] = [];
  return (item) => {
    gathered.push(item);
    if (gathered.length > 1) return;
    setTimeout(() => {
      const items = gathered;
      gathered = [];
      quietly(handOn(items));
    }, GATHER_MS).unref();
  };
}

/** Live news is a comfort: when the database cannot be asked, the next heartbeat or poll will tell. */
function quietly(work: Promise<void>): void {
  work.catch((error) => log.warn({ event: "news-not-told", reason: (error as Error).name }));
}
