import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { posts, users } from "@/db/schema";
import type { ViewerContext } from "@/lib/context";
import { peopleWithIds } from "@/lib/follows/queries";
import { postgresSearch } from "@/lib/ports/search-postgres";
import { type Ask, searchPeople, searchPosts, stretchOf } from "@/lib/search/queries";
import { parseSearch } from "@/lib/search/rules";
import { useDatabase } from "../support/database";
import { people } from "../support/people";

describe("a search", () => {
  const database = useDatabase();
  let ctx: ViewerContext;

  beforeEach(async () => {
    [ctx] = await people(database.db, "searching");
  });

  const ask: Ask = async (...asked) => ({
    ids: await postgresSearch(database.db).query(...asked),
    isReduced: false,
  });
  const asker = { language: "en", timeZone: "UTC" };
  const write = (...bodies: string[]) =>
    database.db
      .insert(posts)
      .values(bodies.map((body) => ({ authorId: ctx.viewer.id, body })))
      .returning({ id: posts.id });

  describe("searching for posts", () => {
    it("shows whole posts, from page to page, each once", async () => {
      await write(...Array.from({ length: 60 }, (_, number) => `apple number ${number}`));
      const seen: number[] = [];
      const parsed = parseSearch("apple");
      const first = await searchPosts(ctx, ask, parsed, {}, asker);
      seen.push(...first.items.map(({ id }) => id));
      // Somebody writes meanwhile: nothing is seen twice.
      await write("apple newest");
      const second = await searchPosts(ctx, ask, parsed, { before: placeOf(first.older) }, asker);
      seen.push(...second.items.map(({ id }) => id));
      const third = await searchPosts(ctx, ask, parsed, { before: placeOf(second.older) }, asker);
      seen.push(...third.items.map(({ id }) => id));
      expect([first.items.length, second.items.length, third.items.length]).toEqual([25, 25, 10]);
      expect(new Set(seen).size).toBe(60);
      expect(third.older).toBeNull();
      const back = await searchPosts(ctx, ask, parsed, { after: placeOf(third.newer) }, asker);
      expect(back.items).toEqual(second.items);
    });

    it("never shows a post that is gone, whatever the index says", async () => {
      const [kept, gone] = await write("pear one", "pear two");
      const ids = [gone?.id ?? 0, kept?.id ?? 0, 12_345];
      await database.db.delete(posts).where(eq(posts.id, gone?.id ?? 0));
      const found = await searchPosts(
        ctx,
        async () => ({ ids, isReduced: true }),
        parseSearch("pear"),
        {},
        asker,
      );
      expect(found.items.map(({ body }) => body)).toEqual(["pear one"]);
      expect(found.isReduced).toBe(true);
    });

    it("asks nobody when the person in from: is nobody", async () => {
      const never: Ask = () => Promise.reject(new Error("was asked"));
      const found = await searchPosts(ctx, never, parseSearch("a from:nobody.at.all"), {}, asker);
      expect(found.items).toEqual([]);
    });
  });

  const placeOf = (cursor: string | null) => {
    const [position = 0, id = 0] = (cursor ?? "").split(".").map(Number);
    return { position, id };
  };

  describe("a place in the hits", () => {
    const ids = [9, 8, 7, 6, 5, 4, 3];

    it("is found by its post, and by its number when that is gone", () => {
      expect(stretchOf(ids, { before: { position: 3, id: 8 } }, 2).items).toEqual([7, 6]);
      expect(stretchOf(ids, { before: { position: 3, id: 77 } }, 2).items).toEqual([6, 5]);
      expect(stretchOf(ids, { after: { position: 4, id: 5 } }, 2).items).toEqual([7, 6]);
      expect(stretchOf(ids, { after: { position: 1, id: 8 } }, 2).items).toEqual([9, 8]);
    });

    it("has neighbours only where there are any", () => {
      expect(stretchOf(ids, {}, 7)).toEqual({ items: ids, older: null, newer: null });
      expect(stretchOf(ids, {}, 3)).toMatchObject({ older: "3.7", newer: null });
      expect(stretchOf(ids, { before: { position: 400, id: 1 } }, 3)).toEqual({
        items: [],
        older: null,
        newer: null,
      });
    });
  });

  describe("searching for people", () => {
    beforeEach(async () => {
      await database.db.insert(users).values(
        [
          { username: "jose", displayName: "José García" },
          { username: "jose.luis", displayName: null },
          { username: "minji", displayName: "김민지" },
          { username: "under_score", displayName: "100% Real" },
          { username: "somebody", displayName: "Maria Joseph" },
        ].map(({ username, displayName }) => ({
          username,
          displayName,
          email: `${username}@example.org`,
          passwordHash: "-",
        })),
      );
    });

    const names = async (q: string) =>
      (await searchPeople(ctx, parseSearch(q), {}, peopleWithIds)).items.map(({ username }) => username);

    it.each([
      ["jose", ["jose", "jose.luis", "somebody"]],
      ["JOSÉ", ["jose", "jose.luis", "somebody"]],
      ["garcia", ["jose"]],
      ["민지", ["minji"]],
      ["김민지", ["minji"]],
      ["garciq", ["jose"]],
      ["under_score", ["under_score"]],
      ["100%", ["under_score"]],
      ["under%score", ["under_score"]],
      ["@minji", ["minji"]],
      ["from:minji", ["minji"]],
      ["' or 1=1--", []],
      ["zzzzzz", []],
    ])("%s", async (q, expected) => {
      const found = await names(q);
      expect(found.toSorted()).toEqual(expected.toSorted());
      expect(found[0]).toBe(expected[0]);
    });
  });
});
