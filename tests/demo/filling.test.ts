import { count, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import { imagine } from "@/bin/demo/community";
import { demoUsernames, otherUsernames, renewDemo } from "@/db/demo";
import { follows, messages, posts, users } from "@/db/schema";
import { hashPassword, isPassword } from "@/lib/crypto";
import { useDatabase } from "../support/database";

const until = new Date("2026-03-15T18:00:00Z");
const wish = { people: 20, posts: 400, until, taken: new Set<string>() };
const community = imagine(wish);

describe("the demo in the database", () => {
  const store = useDatabase();

  it("is there in full, and everybody signs in with the one password", async () => {
    await renewDemo(store.db, community, await hashPassword("three-small-towns"));
    expect(await store.db.select({ count: count() }).from(posts)).toEqual([{ count: 400 }]);
    expect(await store.db.select({ count: count() }).from(follows)).toEqual([
      { count: community.follows.length },
    ]);
    expect(await demoUsernames(store.db)).toHaveLength(20);
    const [person] = await store.db.select().from(users);
    expect(await isPassword(person?.passwordHash ?? "", "three-small-towns")).toBe(true);
    expect(person?.email).toMatch(/@demo\.invalid$/);
    expect(person?.emailConfirmedAt).toEqual(person?.createdAt);
  });

  it("has its posts in order of time by their ids, with their words and dates", async () => {
    await renewDemo(store.db, community, "hash");
    const rows = await store.db
      .select({
        author: users.username,
        body: posts.body,
        language: posts.language,
        createdAt: posts.createdAt,
      })
      .from(posts)
      .innerJoin(users, eq(users.id, posts.authorId))
      .orderBy(posts.id);
    expect(rows).toEqual(community.posts);
  });

  it("has its letters in order, read as far as somebody was last seen", async () => {
    await renewDemo(store.db, community, "hash");
    const sender = alias(users, "sender");
    const rows = await store.db
      .select({
        sender: sender.username,
        recipient: users.username,
        body: messages.body,
        createdAt: messages.createdAt,
        isRead: sql<boolean>`${messages.id} <= ${users.lastReadMessageId}`,
        wasSeen: sql<boolean>`${messages.createdAt} <= ${users.lastSeenAt}`,
      })
      .from(messages)
      .innerJoin(users, eq(users.id, messages.recipientId))
      .innerJoin(sender, eq(sender.id, messages.senderId))
      .orderBy(messages.id);
    expect(rows.map(({ isRead, wasSeen, ...message }) => message)).toEqual(community.messages);
    expect(rows.filter(({ isRead, wasSeen }) => isRead !== wasSeen)).toEqual([]);
    expect(new Set(rows.map(({ isRead }) => isRead)).size).toBe(2);
  });

  it("is renewed without a trace on other people", async () => {
    const [stranger] = await store.db
      .insert(users)
      .values({ username: "Stranger", email: "stranger@example.org", passwordHash: "theirs" })
      .returning();
    if (!stranger) throw new Error("nobody was written down");
    await store.db.insert(posts).values({ authorId: stranger.id, body: "I was here first." });
    await renewDemo(store.db, community, "hash");
    const hamlet = imagine({ ...wish, people: 12 });
    await renewDemo(store.db, hamlet, "hash");
    expect(await store.db.select({ count: count() }).from(messages)).toEqual([
      { count: hamlet.messages.length },
    ]);
    expect(await demoUsernames(store.db)).toHaveLength(12);
    expect(await otherUsernames(store.db)).toEqual(new Set(["stranger"]));
    expect(await store.db.select().from(users).where(eq(users.id, stranger.id))).toEqual([stranger]);
    expect(await store.db.select({ count: count() }).from(posts)).toEqual([{ count: 401 }]);
  });

  it("changes nothing when it fails half-way", async () => {
    await renewDemo(store.db, community, "hash");
    const broken = {
      ...community,
      posts: [...community.posts.slice(0, 10), { ...community.posts[10], body: "" }],
    };
    await expect(renewDemo(store.db, broken as typeof community, "hash")).rejects.toThrow();
    expect(await store.db.select({ count: count() }).from(posts)).toEqual([{ count: 400 }]);
  });
});
