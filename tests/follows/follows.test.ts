import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { users } from "@/db/schema";
import type { ViewerContext } from "@/lib/context";
import { follow, unfollow } from "@/lib/follows/mutations";
import { followersOf, followingOf, suggestions } from "@/lib/follows/queries";
import { profileOf } from "@/lib/people/queries";
import { feed } from "@/lib/posts/queries";
import { useDatabase } from "../support/database";
import { people, writeAgo } from "../support/people";

const database = useDatabase();

let john: ViewerContext;
let susan: ViewerContext;
let mary: ViewerContext;
let david: ViewerContext;
beforeEach(async () => {
  [john, susan, mary, david] = await people(database.db, "john", "susan", "mary", "david");
});

const names = (people: { username: string }[]) => people.map(({ username }) => username);

describe("following", () => {
  it("is seen on both sides, and over when it is ended", async () => {
    expect(await follow(john, susan.viewer.id)).toMatchObject({
      isNew: true,
      followee: { username: "susan" },
    });
    expect(await profileOf(john, "susan")).toMatchObject({ followers: 1, following: 0, isFollowed: true });
    expect(await profileOf(susan, "john")).toMatchObject({ followers: 0, following: 1, isFollowed: false });
    expect(names((await followersOf(john, susan.viewer.id, {})).items)).toEqual(["john"]);
    expect(names((await followingOf(susan, john.viewer.id, {})).items)).toEqual(["susan"]);

    expect(await unfollow(john, susan.viewer.id)).toMatchObject({ wasFollowing: true });
    expect(await profileOf(john, "susan")).toMatchObject({ followers: 0, isFollowed: false });
    expect((await followersOf(john, susan.viewer.id, {})).items).toEqual([]);
  });

  it("twice is the same as once, and so is ending it", async () => {
    await follow(john, susan.viewer.id);
    expect(await follow(john, susan.viewer.id)).toMatchObject({ isNew: false });
    expect(await profileOf(john, "susan")).toMatchObject({ followers: 1 });
    await unfollow(john, susan.viewer.id);
    expect(await unfollow(john, susan.viewer.id)).toMatchObject({ wasFollowing: false });
  });

  it("is nothing one does to oneself", async () => {
    const own = john.viewer.id;
    await expect(follow(john, own)).rejects.toMatchObject({
      code: "invalid",
      reason: { key: "followYourself" },
    });
    await expect(unfollow(john, own)).rejects.toMatchObject({ reason: { key: "unfollowYourself" } });
  });

  it("of somebody who is gone, or was never there, finds nobody", async () => {
    await database.db.delete(users).where(eq(users.id, mary.viewer.id));
    for (const userId of [mary.viewer.id, Number.MAX_SAFE_INTEGER]) {
      await expect(follow(john, userId)).rejects.toMatchObject({ code: "notFound" });
      await expect(unfollow(john, userId)).rejects.toMatchObject({ code: "notFound" });
    }
  });

  it("ends with the account, on either side", async () => {
    await follow(john, susan.viewer.id);
    await follow(susan, john.viewer.id);
    await database.db.delete(users).where(eq(users.id, susan.viewer.id));
    expect(await profileOf(john, "john")).toMatchObject({ followers: 0, following: 0 });
  });
});

describe("the feeds of the tutorial's four people", () => {
  it("hold one's own posts and those of the people one follows, the newest first", async () => {
    await writeAgo(john, 4, "post from john");
    await writeAgo(susan, 1, "post from susan");
    await writeAgo(mary, 2, "post from mary");
    await writeAgo(david, 3, "post from david");
    await follow(john, susan.viewer.id);
    await follow(john, david.viewer.id);
    await follow(susan, mary.viewer.id);
    await follow(mary, david.viewer.id);

    const authors = async (ctx: ViewerContext) =>
      names((await feed(ctx, {})).items.map(({ author }) => author));
    expect(await authors(john)).toEqual(["susan", "david", "john"]);
    expect(await authors(susan)).toEqual(["susan", "mary"]);
    expect(await authors(mary)).toEqual(["mary", "david"]);
    expect(await authors(david)).toEqual(["david"]);
  });
});

describe("a list of people", () => {
  it("comes in pages of 25, the newest account first, and says whom the viewer follows", async () => {
    const crowd = await people(database.db, ...Array.from({ length: 30 }, (_, number) => `fan${number}`));
    for (const fan of crowd) await follow(fan, mary.viewer.id);
    const [last] = crowd.slice(-1);
    if (last) await follow(john, last.viewer.id);

    const first = await followersOf(john, mary.viewer.id, {});
    expect(names(first.items)).toEqual(Array.from({ length: 25 }, (_, number) => `fan${29 - number}`));
    expect(first.items.filter(({ isFollowed }) => isFollowed).map(({ username }) => username)).toEqual([
      "fan29",
    ]);
    expect(first.newer).toBeNull();
    const second = await followersOf(john, mary.viewer.id, { before: first.older ?? 0 });
    expect(names(second.items)).toEqual(["fan4", "fan3", "fan2", "fan1", "fan0"]);
    expect(second.older).toBeNull();
    expect(names((await followersOf(john, mary.viewer.id, { after: second.newer ?? 0 })).items)).toEqual(
      names(first.items),
    );
  });

  it("gives nobody's email away", async () => {
    await follow(john, susan.viewer.id);
    const views = [
      await followersOf(john, susan.viewer.id, {}),
      await suggestions(john),
      await profileOf(john, "susan"),
      await feed(john, {}),
    ];
    expect(JSON.stringify(views)).not.toContain("@example.org");
  });
});

describe("suggestions", () => {
  it("are who was here last, but neither oneself nor whom one follows", async () => {
    const seen = (ctx: ViewerContext, at: string) =>
      database.db
        .update(users)
        .set({ lastSeenAt: new Date(at) })
        .where(eq(users.id, ctx.viewer.id));
    await seen(john, "2031-01-04");
    await seen(susan, "2031-01-03");
    await seen(mary, "2031-01-01");
    await seen(david, "2031-01-02");
    expect(names(await suggestions(john))).toEqual(["susan", "david", "mary"]);
    await follow(john, susan.viewer.id);
    expect(names(await suggestions(john))).toEqual(["david", "mary"]);
  });
});
