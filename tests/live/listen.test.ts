import type { AddressInfo } from "node:net";
import { createServer, type Socket, connect as tcp } from "node:net";
import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Listener, listen } from "@/db/listen";
import { freshDatabase } from "../support/database";

const CHANNEL = "test_channel";

describe("the listening connection", () => {
  const database = freshDatabase({ max: 4 });
  const heard: string[] = [];
  const onLost = vi.fn();
  let listener: Listener | undefined;

  const start = (url: string) => {
    heard.length = 0;
    onLost.mockReset();
    listener = listen({ url, channels: [CHANNEL], onMessage: (_, payload) => heard.push(payload), onLost });
    return listener;
  };
  const say = (word: string) => database.db.execute(sql`select pg_notify(${CHANNEL}, ${word})`);
  const connections = async () => {
    const rows = await database.db.execute(
      sql`select pid from pg_stat_activity where application_name = 'microblog-listen' and datname = current_database()`,
    );
    return rows.map(({ pid }) => Number(pid));
  };

  afterEach(async () => {
    await listener?.close();
  });

  it("hears what is sent, over one connection", async () => {
    expect(await start(database.url).settled(5_000)).toBe(true);
    await say("hello");
    await vi.waitFor(() => expect(heard).toEqual(["hello"]));
    expect(await connections()).toHaveLength(1);
  });

  it("comes back after the server ended the connection, and says that it was away", async () => {
    const listening = start(database.url);
    await listening.settled(5_000);
    const [pid] = await connections();
    await database.db.execute(sql`select pg_terminate_backend(${pid})`);
    await vi.waitFor(() => expect(onLost).toHaveBeenCalledTimes(1), { timeout: 10_000 });
    expect(await listening.settled(5_000)).toBe(true);
    await say("again");
    await vi.waitFor(() => expect(heard).toEqual(["again"]), { timeout: 10_000 });
    expect(await connections()).toHaveLength(1);
  });

  it("says that nothing arrives as long as the database refuses, and connects when it does not", async () => {
    const relay = await relayTo(database.url);
    relay.refuse(true);
    const listening = start(relay.url);
    expect(await listening.settled(300)).toBe(false);
    relay.refuse(false);
    expect(await listening.settled(10_000)).toBe(true);
    await relay.close();
  });

  it("leaves no connection behind once closed", async () => {
    const listening = start(database.url);
    await listening.settled(5_000);
    await listening.close();
    await vi.waitFor(async () => expect(await connections()).toEqual([]));
    expect(listening.isListening()).toBe(false);
  });
});

/** A way to the database that can be closed: what is refused gets a clean end, as poolers do it. */
async function relayTo(url: string) {
  const target = new URL(url);
  const open = new Set<Socket>();
  let isRefusing = false;
  const server = createServer((client) => {
    open.add(client);
    if (isRefusing) {
      client.end();
      return;
    }
    const upstream = tcp(Number(target.port), target.hostname);
    open.add(upstream);
    client.pipe(upstream).pipe(client);
    client.on("error", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const relayed = new URL(url);
  relayed.hostname = "127.0.0.1";
  relayed.port = String((server.address() as AddressInfo).port);
  return {
    url: relayed.href,
    refuse: (refusing: boolean) => {
      isRefusing = refusing;
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
