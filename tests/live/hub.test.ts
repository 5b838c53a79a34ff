import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { ViewerContext } from "@/lib/context";
import { follow } from "@/lib/follows/mutations";
import { markAllRead, send } from "@/lib/inbox/mutations";
import { publish } from "@/lib/posts/mutations";
import { endSession } from "@/lib/sessions/mutations";
import { freshDatabase } from "../support/database";
import { member } from "../support/members";
import { openOutlet } from "../support/outlet";
import { eventsOf, type ServerSentEvent } from "../support/sse";

type Live = typeof import("@/lib/web/live/door") & typeof import("@/lib/web/live/hub");

describe("open pages", () => {
  const database = freshDatabase({ max: 10 });
  let live: Live;
  const pages: (() => void)[] = [];

  beforeAll(async () => {
    // The configuration has been read already, without it.
    vi.resetModules();
    vi.stubEnv("DATABASE_URL", database.url);
    live = { ...(await import("@/lib/web/live/door")), ...(await import("@/lib/web/live/hub")) };
  });
  afterEach(() => {
    for (const leave of pages.splice(0)) leave();
  });
  afterAll(async () => {
    await live.closeHub();
    await (await import("@/lib/database")).closeDatabase();
    vi.unstubAllEnvs();
  });

  async function signedIn(name: string) {
    const { ctx, sessionId, sessionHash } = await member(database.db, name);
    return { ...ctx, sessionId, sessionHash };
  }

  /** Opens a page of somebody and waits until it listens. */
  async function look(who: ViewerContext & { sessionHash: string }, query = "", headers = {}) {
    const { outlet, body, leave } = openOutlet();
    pages.push(leave);
    const request = new Request(`http://localhost/notifications/stream${query}`, { headers });
    const begin = await live.openNews(who, who.sessionHash, request);
    if (!begin) throw new Error("no stream");
    begin(outlet);
    const events = eventsOf(body);
    expect((await events.next()).value).toMatchObject({ event: "ready" });
    const next = async () => (await events.next()).value as ServerSentEvent | undefined;
    return { next, data: async () => (await next())?.data };
  }

  const write = (from: ViewerContext, to: ViewerContext, message: string) =>
    send(from, { recipientId: to.viewer.id, message, key: crypto.randomUUID() });
  const post = (who: ViewerContext) => publish(who, { body: "news", key: crypto.randomUUID() });

  it("are told of a message when it is sent and when it was read", async () => {
    const [susan, john] = [await signedIn("susan"), await signedIn("john")];
    const page = await look(john);
    await write(susan, john, "Hello");
    expect(await page.data()).toMatchObject({ name: "unread_message_count", data: 1 });
    await markAllRead(john);
    expect(await page.data()).toMatchObject({ name: "unread_message_count", data: 0 });
  });

  it("are told nothing that was rolled back", async () => {
    const [susan, john] = [await signedIn("susan2"), await signedIn("john2")];
    const page = await look(john);
    const undone = database.db.transaction(async (tx) => {
      await write({ ...susan, db: tx }, john, "never sent");
      throw new Error("undo");
    });
    await expect(undone).rejects.toThrow("undo");
    await write(susan, john, "sent");
    expect(await page.data()).toMatchObject({ data: 1 });
  });

  it("come back with the last event they know and are told what they missed, once", async () => {
    const [susan, john] = [await signedIn("susan3"), await signedIn("john3")];
    await write(susan, john, "one");
    const known = (await (await look(john)).next())?.id ?? "";
    await write(susan, john, "two");
    const again = await look(john, "?since=0", { "last-event-id": known });
    expect(await again.data()).toMatchObject({ data: 2 });
    const upToDate = await look(john, `?since=${(await (await look(john)).next())?.id}`);
    await write(susan, john, "three");
    expect(await upToDate.data()).toMatchObject({ data: 3 });
  });

  it("are told nothing any more once the session is over", async () => {
    const [susan, john] = [await signedIn("susan4"), await signedIn("john4")];
    const page = await look(john);
    await endSession(john, john.sessionId);
    await write(susan, john, "too late");
    expect(await page.next()).toMatchObject({ event: "end" });
    expect(await page.next()).toBeUndefined();
  });

  it("that show a feed are told how many posts it has got, by followed people and oneself", async () => {
    const [author, reader] = [await signedIn("author"), await signedIn("reader")];
    const stranger = await signedIn("stranger");
    await follow(reader, author.viewer.id);
    const { id } = await post(author);
    await post(author);
    const feed = await look(reader, `?after=${id}`);
    expect(await feed.data()).toMatchObject({ name: "new_posts", data: 1 });
    await post(stranger);
    await post(author);
    expect(await feed.data()).toMatchObject({ name: "new_posts", data: 2 });
    await post(reader);
    expect(await feed.data()).toMatchObject({ name: "new_posts", data: 3 });
  });

  it("are let go to come back when the listening connection was lost", async () => {
    const john = await signedIn("john5");
    const page = await look(john);
    await database.db.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'microblog-listen' and datname = current_database()`,
    );
    expect(await page.next()).toBeUndefined();
    await vi.waitFor(async () => expect(await live.isListening(100)).toBe(true), { timeout: 5_000 });
    await look(john);
  });
});
