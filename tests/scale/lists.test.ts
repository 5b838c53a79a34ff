import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, inject, it } from "vitest";
import type { Database } from "@/db/connection";
import type { Cursor } from "@/db/keyset";
import { users } from "@/db/schema";
import type { ViewerContext } from "@/lib/context";
import { followersOf, suggestions } from "@/lib/follows/queries";
import { profileOf } from "@/lib/people/queries";
import { explore, feed, newerInFeed, postsBy } from "@/lib/posts/queries";
import { freshDatabase } from "../support/database";
import { plansOf } from "../support/plans";
import { median, milliseconds } from "../support/timing";
import { buildTown, READER, STAR } from "../support/town";

const town = freshDatabase({ max: 2 });
const posts = inject("townPosts");

let reader: ViewerContext;
let starId: number;
beforeAll(async () => {
  await buildTown(town.url, { posts });
  const [row] = await town.db.select().from(users).where(eq(users.username, READER));
  const [star] = await town.db.select({ id: users.id }).from(users).where(eq(users.username, STAR));
  if (!row || !star) throw new Error("the town has no reader or no star");
  reader = { db: town.db, viewer: { ...row, hasConfirmedEmail: false } };
  starId = star.id;
}, 240_000);

const as = (db: Database): ViewerContext => ({ ...reader, db });

/** Each list: how its page is read, and where its page 400 begins. */
const LISTS: Record<
  string,
  { read: (ctx: ViewerContext, cursor: Cursor) => Promise<unknown>; deep: () => ReturnType<typeof sql> }
> = {
  "the feed of somebody who follows 500 people": {
    read: feed,
    deep: () => sql`select id from posts where author_id in
      (select followee_id from follows where follower_id = ${reader.viewer.id}) order by id desc offset 9975 limit 1`,
  },
  "everybody's posts": {
    read: explore,
    deep: () => sql`select id from posts order by id desc offset 9975 limit 1`,
  },
  "the posts of a diligent writer": {
    read: (ctx, cursor) => postsBy(ctx, starId, cursor),
    deep: () => sql`select id from posts where author_id = ${starId} order by id desc offset 9975 limit 1`,
  },
  "the followers of somebody famous": {
    read: (ctx, cursor) => followersOf(ctx, starId, cursor),
    deep: () =>
      sql`select follower_id as id from follows where followee_id = ${starId} order by follower_id desc offset 9975 limit 1`,
  },
};

/** A page has 25 rows, and a feed looks at one post of each of 500 people and at 26 of 26 of them. */
const ROWS_LOOKED_AT = 2_000;

async function costlySteps(work: (ctx: ViewerContext) => Promise<unknown>, rowsAllowed = ROWS_LOOKED_AT) {
  const steps = await plansOf(town.url, (db) => work(as(db)));
  expect(steps.length).toBeGreaterThan(2);
  return steps.filter(({ kind, rows }) => kind === "Seq Scan" || rows > rowsAllowed);
}

describe.each(Object.entries(LISTS))("%s", (name, { read, deep }) => {
  it("is read by index, at the top, in the depth and back", async () => {
    const [row] = await town.db.execute<{ id: string }>(deep());
    const id = Number(row?.id);
    expect(id).toBeGreaterThan(0);
    for (const cursor of [{}, { before: id }, { after: id }]) {
      expect(await costlySteps((ctx) => read(ctx, cursor))).toEqual([]);
    }
  });

  it("takes as long on page 400 as on page 1, within a factor of two", async () => {
    const [row] = await town.db.execute<{ id: string }>(deep());
    const first: number[] = [];
    const deepest: number[] = [];
    for (let round = 0; round < 25; round += 1) {
      first.push(await milliseconds(() => read(reader, {})));
      deepest.push(await milliseconds(() => read(reader, { before: Number(row?.id) })));
    }
    const [top, depth] = [median(first), median(deepest)];
    console.info(`${posts} posts, ${name}: page 1 ${top.toFixed(1)} ms, page 400 ${depth.toFixed(1)} ms`);
    // A busy machine adds a millisecond to either.
    expect(Math.max(top, depth)).toBeLessThan(2 * Math.min(top, depth) + 1);
  });
});

describe("what stands beside the lists", () => {
  it.each<[string, (ctx: ViewerContext) => Promise<unknown>]>([
    ["people to follow", suggestions],
    ["what is new in the feed", (ctx) => newerInFeed(ctx, 1, 20)],
  ])("is read by index: %s", async (_, read) => {
    expect(await costlySteps(read)).toEqual([]);
  });

  it("counts twenty thousand followers, by index alone", async () => {
    expect(await costlySteps((ctx) => profileOf(ctx, STAR), 25_000)).toEqual([]);
    expect(await profileOf(reader, STAR)).toMatchObject({ followers: 19_999, isFollowed: true });
  });
});
