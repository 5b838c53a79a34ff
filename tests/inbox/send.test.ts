import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { messages, users } from "@/db/schema";
import type { ViewerContext } from "@/lib/context";
import { send } from "@/lib/inbox/mutations";
import { inbox, sentMessages, unreadCount } from "@/lib/inbox/queries";
import { messageInput } from "@/lib/inbox/schema";
import { notificationsSince } from "@/lib/notifications/queries";
import { freshDatabase, useDatabase } from "../support/database";
import { people } from "../support/people";

const write = (from: ViewerContext, to: ViewerContext, message: string, key: string = crypto.randomUUID()) =>
  send(from, { recipientId: to.viewer.id, message, key });

describe("sending a message", () => {
  const database = useDatabase();

  it("puts it into the recipient's inbox and the sender's sent messages, each with the other side", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    await write(susan, john, "Hello,\nJohn");
    const [received] = (await inbox(john, {})).items;
    expect(received).toMatchObject({ body: "Hello,\nJohn", isMine: false, person: { username: "susan" } });
    const [sent] = (await sentMessages(susan, {})).items;
    expect(sent).toMatchObject({ id: received?.id, isMine: true, person: { username: "john" } });
    expect((await inbox(susan, {})).items).toEqual([]);
  });

  it("tells the recipient's pages how many are unread, the new one included", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    await write(susan, john, "one");
    await write(susan, john, "two");
    expect(await notificationsSince(john, 0)).toEqual([
      { name: "unread_message_count", data: 2, timestamp: expect.any(Number) },
    ]);
    expect(await notificationsSince(susan, 0)).toEqual([]);
  });

  it("makes one message of a form that is sent twice", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    const first = await write(susan, john, "once", "the-key");
    const again = await write(susan, john, "once", "the-key");
    expect(again).toEqual(first);
    expect((await inbox(john, {})).items).toHaveLength(1);
  });

  it("refuses a key that was used for another text or another person", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    const [mary] = await people(database.db, "mary");
    await write(susan, john, "text", "the-key");
    const reused = { code: "reused", reason: { key: "keyReused" } };
    await expect(write(susan, john, "other text", "the-key")).rejects.toMatchObject(reused);
    await expect(write(susan, mary, "text", "the-key")).rejects.toMatchObject(reused);
  });

  it("refuses an account that is not there", async () => {
    const [susan] = await people(database.db, "susan");
    const toNobody = send(susan, { recipientId: 4_000_000_000, message: "Hello", key: "k" });
    await expect(toNobody).rejects.toMatchObject({ code: "notFound" });
  });

  it("takes notes to oneself", async () => {
    const [susan] = await people(database.db, "susan");
    await write(susan, susan, "Buy milk");
    expect((await inbox(susan, {})).items).toHaveLength(1);
    expect(await unreadCount(susan, susan.viewer.id)).toBe(1);
  });

  it("takes 140 characters as people count them, and not 141, none or blanks", () => {
    const schema = messageInput(140);
    const given = (message: string) => schema.safeParse({ recipientId: "7", message, key: "k" }).success;
    const family = "👩‍👩‍👧‍👦";
    expect(given(family.repeat(140))).toBe(true);
    expect(given(`${family.repeat(140)}!`)).toBe(false);
    expect([given(""), given(" \n\t ")]).toEqual([false, false]);
  });
});

describe("deleting an account", () => {
  const database = useDatabase();

  it("leaves the other side every message, from or to nobody in particular", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    await write(susan, john, "from her");
    await write(john, susan, "to her");
    await database.db.delete(users).where(eq(users.id, susan.viewer.id));
    expect((await inbox(john, {})).items).toMatchObject([{ body: "from her", person: null }]);
    expect((await sentMessages(john, {})).items).toMatchObject([{ body: "to her", person: null }]);
  });

  it("takes the message away once both sides are gone", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    await write(susan, john, "between us");
    await write(john, john, "for myself");
    await database.db.delete(users).where(eq(users.id, john.viewer.id));
    await database.db.delete(users).where(eq(users.id, susan.viewer.id));
    expect(await database.db.select().from(messages)).toEqual([]);
  });
});

describe("many at once", () => {
  const database = freshDatabase();

  it("counts every message when fifty people write to one person in the same moment", async () => {
    const [john] = await people(database.db, "john");
    const friends = await people(database.db, ...Array.from({ length: 50 }, (_, at) => `person${at}`));
    await Promise.all(friends.map((person) => write(person, john, "Happy birthday!")));
    const [told] = await notificationsSince(john, 0);
    expect(told?.data).toBe(50);
    expect(await unreadCount(john, john.viewer.id)).toBe(50);
  });

  it("ends in no deadlock when two people write to each other thirty times at once", async () => {
    const [susan, mary] = await people(database.db, "susan", "mary");
    const letters = Array.from({ length: 30 }, (_, at) =>
      at % 2 ? write(susan, mary, `m${at}`) : write(mary, susan, `m${at}`),
    );
    await Promise.all(letters);
    expect(await unreadCount(susan, susan.viewer.id)).toBe(15);
    expect(await unreadCount(mary, mary.viewer.id)).toBe(15);
  });

  it("makes one message of a double click", async () => {
    const [ann, bob] = await people(database.db, "ann", "bob");
    const clicks = Array.from({ length: 10 }, () => write(ann, bob, "Hi", "one-form"));
    const ids = (await Promise.all(clicks)).map((sent) => sent.id);
    expect(new Set(ids).size).toBe(1);
    expect((await inbox(bob, {})).items).toHaveLength(1);
  });
});
