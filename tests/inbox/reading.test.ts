import { describe, expect, it } from "vitest";
import { messages } from "@/db/schema";
import type { ViewerContext } from "@/lib/context";
import { markAllRead, markConversationRead, send } from "@/lib/inbox/mutations";
import { conversationWith, inbox, unreadCount } from "@/lib/inbox/queries";
import { notificationsSince } from "@/lib/notifications/queries";
import { personNamed } from "@/lib/people/queries";
import { useDatabase } from "../support/database";
import { people } from "../support/people";

const write = (from: ViewerContext, to: ViewerContext, message: string) =>
  send(from, { recipientId: to.viewer.id, message, key: crypto.randomUUID() });

const unreadOf = ({ db, viewer }: ViewerContext) => unreadCount({ db, viewer: null }, viewer.id);

async function personOf({ viewer, db }: ViewerContext) {
  const person = await personNamed({ db, viewer: null }, viewer.username);
  if (!person) throw new Error("no such member");
  return person;
}

describe("what is unread", () => {
  const database = useDatabase();

  it("is everything, for who has never opened the inbox", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    await write(susan, john, "one");
    await write(susan, john, "two");
    expect(await unreadOf(john)).toBe(2);
  });

  it("is nothing after the inbox was opened, and the other tabs are told", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    await write(susan, john, "one");
    expect(await markAllRead(john)).toBe(0);
    expect(await notificationsSince(john, 0)).toMatchObject([{ name: "unread_message_count", data: 0 }]);
  });

  it("is what came since", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    await write(susan, john, "one");
    await markAllRead(john);
    await write(susan, john, "two");
    expect(await unreadOf(john)).toBe(1);
  });

  it("is told once only: reading again writes nothing", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    await write(susan, john, "one");
    await markAllRead(john);
    const [told] = await notificationsSince(john, 0);
    await markAllRead(john);
    expect(await notificationsSince(john, told?.timestamp ?? 0)).toEqual([]);
  });

  it("loses one person's messages when the conversation with them is opened", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    await write(susan, john, "one");
    await write(susan, john, "two");
    expect(await markConversationRead(john, susan.viewer.id)).toBe(0);
  });

  it("never loses a message of somebody else on the way", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    const [mary] = await people(database.db, "mary");
    await write(susan, john, "seen");
    await write(mary, john, "not seen");
    await write(susan, john, "seen, but above the mark");
    expect(await markConversationRead(john, susan.viewer.id)).toBe(2);
    expect(await markConversationRead(john, mary.viewer.id)).toBe(1);
    expect(await markConversationRead(john, susan.viewer.id)).toBe(0);
  });
});

describe("pages of messages", () => {
  const database = useDatabase();

  it("shows 25 a page, newest first, and every message once", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    for (let at = 1; at <= 26; at += 1) await write(susan, john, `m${at}`);
    const first = await inbox(john, {});
    expect(first.items.map(({ body }) => body)).toEqual(Array.from({ length: 25 }, (_, at) => `m${26 - at}`));
    const second = await inbox(john, { before: first.older ?? 0 });
    expect(second.items.map(({ body }) => body)).toEqual(["m1"]);
    expect([second.older, first.newer]).toEqual([null, null]);
  });

  it("shows of a conversation what the two wrote to each other and nothing else", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    const [mary] = await people(database.db, "mary");
    await write(susan, john, "question");
    await write(mary, john, "something else");
    await write(john, mary, "aside");
    await write(john, susan, "answer");
    const page = await conversationWith(john, await personOf(susan), {});
    expect(page.items.map(({ body, isMine }) => [body, isMine])).toEqual([
      ["answer", true],
      ["question", false],
    ]);
  });

  it("shows each note to oneself once", async () => {
    const [susan] = await people(database.db, "susan");
    await write(susan, susan, "note");
    const page = await conversationWith(susan, await personOf(susan), {});
    expect(page.items.map(({ body, isMine }) => [body, isMine])).toEqual([["note", true]]);
  });

  it("pages through a conversation in both directions without gap or repetition", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    const both = { s: susan.viewer.id, j: john.viewer.id };
    await database.db.insert(messages).values(
      Array.from({ length: 60 }, (_, at) => ({
        senderId: at % 3 ? both.s : both.j,
        recipientId: at % 3 ? both.j : both.s,
        body: `m${at}`,
      })),
    );
    const person = await personOf(susan);
    const first = await conversationWith(john, person, {});
    const second = await conversationWith(john, person, { before: first.older ?? 0 });
    const third = await conversationWith(john, person, { before: second.older ?? 0 });
    const all = [first, second, third].flatMap(({ items }) => items.map(({ body }) => body));
    expect(all).toEqual(Array.from({ length: 60 }, (_, at) => `m${59 - at}`));
    expect(await conversationWith(john, person, { after: second.newer ?? 0 })).toEqual(first);
  });
});
