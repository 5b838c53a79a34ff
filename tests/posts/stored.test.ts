import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { posts } from "@/db/schema";
import type { ViewerContext } from "@/lib/context";
import { useDatabase } from "../support/database";
import { apart, people } from "../support/people";

const database = useDatabase();

let ann: ViewerContext;
let _bob: ViewerContext;
beforeEach(async () => {
  [ann, _bob] = await people(database.db, "ann", "bob");
});

const _count = async () => (await database.db.select().from(posts)).length;

describe("the database itself", () => {
  const insert = (body: string) =>
    apart(ann, (ann) => ann.db.insert(posts).values({ authorId: ann.viewer.id, body }));

  it("keeps no empty and no endless text", async () => {
    await expect(insert("")).rejects.toThrow();
    await expect(insert("x".repeat(160_001))).rejects.toThrow();
    await insert("x".repeat(160_000));
  });

  it("orders posts by the time they were written, imported ones too", async () => {
    const at = (time: string) =>
      database.db.insert(posts).values({
        authorId: ann.viewer.id,
        body: time,
        createdAt: new Date(time),
        id: sql`next_post_id(${time}::timestamptz)`,
      });
    for (const time of [
      "2031-05-01T00:00:00.001Z",
      "2001-01-01",
      "2031-05-01T00:00:00.000Z",
      "2068-12-31",
      "1969-07-20",
    ]) {
      await at(time).catch((error) => expect(time).toBe(error));
    }
    await database.db.delete(posts).where(eq(posts.body, "1969-07-20"));
    const inOrder = await database.db
      .select({ body: posts.body, id: posts.id })
      .from(posts)
      .orderBy(posts.id);
    expect(inOrder.map(({ body }) => body)).toEqual([
      "2001-01-01",
      "2031-05-01T00:00:00.000Z",
      "2031-05-01T00:00:00.001Z",
      "2068-12-31",
    ]);
    expect(inOrder.every(({ id }) => Number.isSafeInteger(id))).toBe(true);
  });
});
