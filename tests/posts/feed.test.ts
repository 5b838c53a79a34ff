import { beforeEach, describe, expect, it } from "vitest";
import type { ViewerContext } from "@/lib/context";
import { follow } from "@/lib/follows/mutations";
import { feed, newerInFeed } from "@/lib/posts/queries";
import { useDatabase } from "../support/database";
import { idsOf, toTheEnd } from "../support/lists";
import { people, writeAgo } from "../support/people";

const database = useDatabase();

let ann: ViewerContext;
let bob: ViewerContext;
beforeEach(async () => {
  [ann, bob] = await people(database.db, "ann", "bob");
});

describe("the feed", () => {
  it("is one's own posts and those of the people one follows, and nobody else's", async () => {
    const [cleo] = await people(database.db, "cleo");
    await writeAgo(cleo, 5, "from a stranger");
    await writeAgo(bob, 4, "from bob");
    await writeAgo(ann, 3, "from ann");
    const bodies = async () => (await feed(ann, {})).items.map(({ body }) => body);
    expect(await bodies()).toEqual(["from ann"]);
    await follow(ann, bob.viewer.id);
    expect(await bodies()).toEqual(["from ann", "from bob"]);
  });

  it("is empty for somebody who follows only people who have not written", async () => {
    await follow(ann, bob.viewer.id);
    expect((await feed(ann, {})).items).toEqual([]);
  });

  it("weaves many people's posts into one order, in both directions", async () => {
    const authors = await people(
      database.db,
      ...Array.from({ length: 40 }, (_, number) => `author${number}`),
    );
    const followed = new Set(authors.slice(0, 30));
    for (const author of followed) await follow(ann, author.viewer.id);
    const expected: number[] = [];
    for (let second = 200; second > 0; second -= 1) {
      const author = authors[(second * 7) % authors.length] as ViewerContext;
      const id = await writeAgo(author, second, `${second}`);
      if (followed.has(author)) expected.unshift(id);
    }
    const pages = await toTheEnd((cursor) => feed(ann, cursor));
    expect(pages.flat()).toEqual(expected);
    expect(pages.map((page) => page.length)).toEqual([25, 25, 25, 25, 25, 25]);
    expect(idsOf(await feed(ann, { after: pages[5]?.[0] ?? 0 }))).toEqual(pages[4]);
  });

  it("finds what few people wrote among the many posts of others, in both directions", async () => {
    const [cleo] = await people(database.db, "cleo");
    await follow(ann, bob.viewer.id);
    const spell = async (author: ViewerContext, since: number, count: number) => {
      const ids: number[] = [];
      for (let second = since; second > since - count; second -= 1) {
        ids.unshift(await writeAgo(author, second, `${second}`));
      }
      return ids;
    };
    const earlier = await spell(bob, 300, 30);
    await spell(cleo, 200, 60);
    const later = await spell(bob, 100, 10);
    await spell(cleo, 80, 60);
    const [first] = await toTheEnd((cursor) => feed(ann, cursor));
    const all = [...later, ...earlier];
    expect(first).toEqual(all.slice(0, 25));
    expect(await newerInFeed(ann, earlier[0] ?? 0, 20)).toEqual(later.toReversed());
    expect(idsOf(await feed(ann, { after: earlier[9] ?? 0 }))).toEqual(all.slice(0, 25));
    expect(idsOf(await feed(ann, { after: earlier[16] ?? 0 }))).toEqual(all.slice(1, 26));
  });
});
