import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { notifications, users } from "@/db/schema";
import { inTransaction } from "@/lib/context";
import { notify } from "@/lib/notifications/mutations";
import { notificationsSince } from "@/lib/notifications/queries";
import { sinceSchema } from "@/lib/notifications/schema";
import { freshDatabase, useDatabase } from "../support/database";
import { people } from "../support/people";

describe("the notification store", () => {
  const database = useDatabase();

  it("keeps one state a person and name: the latest", async () => {
    const [susan] = await people(database.db, "susan");
    await notify(susan, susan.viewer.id, "unread_message_count", 3);
    await notify(susan, susan.viewer.id, "unread_message_count", 4);
    expect(await database.db.select().from(notifications)).toMatchObject([{ payload: 4 }]);
  });

  it("gives any JSON back as it was, the oldest first", async () => {
    const [susan] = await people(database.db, "susan");
    const progress = { task_id: "c651de7f", progress: 33 };
    await notify(susan, susan.viewer.id, "task_progress", progress);
    await notify(susan, susan.viewer.id, "unread_message_count", 0);
    expect(await notificationsSince(susan, 0)).toEqual([
      { name: "task_progress", data: progress, timestamp: expect.any(Number) },
      { name: "unread_message_count", data: 0, timestamp: expect.any(Number) },
    ]);
  });

  it("leaves out what is as old as `since`, and takes nothing away by being asked", async () => {
    const [susan] = await people(database.db, "susan");
    await notify(susan, susan.viewer.id, "unread_message_count", 1);
    const [first] = await notificationsSince(susan, 0);
    expect(await notificationsSince(susan, first?.timestamp ?? 0)).toEqual([]);
    expect(await notificationsSince(susan, (first?.timestamp ?? 0) - 0.000_001)).toHaveLength(1);
  });

  it("says the time in Unix seconds with a fraction", async () => {
    const [susan] = await people(database.db, "susan");
    await notify(susan, susan.viewer.id, "unread_message_count", 1);
    const [told] = await notificationsSince(susan, 0);
    expect(Math.abs((told?.timestamp ?? 0) - Date.now() / 1000)).toBeLessThan(60);
    expect(Number.isInteger(told?.timestamp)).toBe(false);
  });

  it("is everybody's own, and goes with the account", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    await notify(susan, susan.viewer.id, "unread_message_count", 1);
    expect(await notificationsSince(john, 0)).toEqual([]);
    await database.db.delete(users).where(eq(users.id, susan.viewer.id));
    await notify(john, susan.viewer.id, "unread_message_count", 2);
    expect(await database.db.select().from(notifications)).toEqual([]);
  });

  it.each([
    ["1511812801.237711", 1511812801.237711],
    ["", 0],
    [undefined, 0],
    ["yesterday", 0],
    ["-5", 0],
    ["Infinity", 0],
    ["NaN", 0],
  ])("reads since=%s as %d", (given, expected) => {
    expect(sinceSchema.parse(given)).toBe(expected);
  });
});

describe("notifications of one person", () => {
  const database = freshDatabase();

  it("become visible in the order of their timestamps, also when an earlier transaction takes longer", async () => {
    const [susan] = await people(database.db, "susan");
    const begun = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const slow = inTransaction(susan, async (ctx) => {
      await notify(ctx, susan.viewer.id, "task_progress", 1);
      begun.resolve();
      await mayEnd.promise;
    });
    await begun.promise;
    const quick = notify(susan, susan.viewer.id, "unread_message_count", 1);
    // Nothing may be seen of the later one before the earlier one is there: a client would skip it.
    const isFirst = await Promise.race([quick.then(() => "quick"), notificationsSince(susan, 0)]);
    expect(isFirst).toEqual([]);
    mayEnd.resolve();
    await Promise.all([slow, quick]);
    expect((await notificationsSince(susan, 0)).map(({ name }) => name)).toEqual([
      "task_progress",
      "unread_message_count",
    ]);
  });
});
