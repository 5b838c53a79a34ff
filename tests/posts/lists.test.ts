import { beforeEach, describe, expect, it } from "vitest";
import type { ViewerContext } from "@/lib/context";
import { deletePost } from "@/lib/posts/mutations";
import { explore, feed, postsBy } from "@/lib/posts/queries";
import { cursorOf } from "@/lib/posts/schema";
import { useDatabase } from "../support/database";
import { idsOf, type List, toTheEnd } from "../support/lists";
import { people, writeAgo, writeMany } from "../support/people";

const database = useDatabase();

let ann: ViewerContext;
let bob: ViewerContext;
beforeEach(async () => {
  [ann, bob] = await people(database.db, "ann", "bob");
});

const LISTS: Record<string, () => List> = {
  feed: () => (cursor) => feed(ann, cursor),
  explore: () => (cursor) => explore(bob, cursor),
  "a person's posts": () => (cursor) => postsBy(bob, ann.viewer.id, cursor),
};

describe.each(Object.entries(LISTS))("%s", (_, open) => {
  it("comes in pages of 25, the newest first, each post once", async () => {
    const ids = await writeMany(ann, 60);
    const pages = await toTheEnd(open());
    expect(pages.map((page) => page.length)).toEqual([25, 25, 10]);
    expect(pages.flat()).toEqual(ids);
  });

  it("shows no post twice and leaves none out while new ones arrive", async () => {
    const ids = await writeMany(ann, 60);
    let arrived = 0;
    const pages = await toTheEnd(open(), {}, () => {
      arrived += 1;
      return writeAgo(ann, -arrived, "new");
    });
    expect(pages.flat()).toEqual(ids);
  });

  it("goes on where it was when the post at the fold is deleted", async () => {
    const ids = await writeMany(ann, 60);
    const first = await open()({});
    await deletePost(ann, first.older ?? 0);
    expect((await toTheEnd(open(), { before: first.older ?? 0 })).flat()).toEqual(ids.slice(25));
  });

  it("reads back the way it came", async () => {
    const ids = await writeMany(ann, 60);
    const last = await open()({ before: ids[49] });
    const middle = await open()({ after: last.newer ?? 0 });
    expect(idsOf(middle)).toEqual(ids.slice(25, 50));
    const first = await open()({ after: middle.newer ?? 0 });
    expect(idsOf(first)).toEqual(ids.slice(0, 25));
  });

  it("shows the whole first page instead of a short one, back at the top", async () => {
    const ids = await writeMany(ann, 60);
    const top = await open()({ after: ids[3] });
    expect(idsOf(top)).toEqual(ids.slice(0, 25));
    expect(top.newer).toBeNull();
    expect(top.older).toBe(ids[24]);
  });

  it("has no further page where none is", async () => {
    await writeMany(ann, 25);
    expect(await open()({})).toMatchObject({ older: null, newer: null });
  });

  it.each([0, 1, 26])("is right with %i posts", async (count) => {
    const ids = await writeMany(ann, count);
    expect((await toTheEnd(open())).flat()).toEqual(ids);
  });

  it("is empty beyond the end, not an error", async () => {
    await writeMany(ann, 3);
    expect(await open()({ before: 1 })).toEqual({ items: [], older: null, newer: null });
  });
});

describe("a cursor in an address", () => {
  it.each([
    "0",
    "-1",
    "1.5",
    "abc",
    "9e99",
    "99999999999999999999",
    "",
    "1;drop table posts",
    ["1", "2"],
    { gt: 0 },
    null,
  ])("that is %j is the top", (value) => {
    expect(cursorOf({ before: value, after: value })).toEqual({});
  });

  it("that is a number is where it says", () => {
    expect(cursorOf({ before: "42", other: "x" })).toEqual({ before: 42 });
  });
});
