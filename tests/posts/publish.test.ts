import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { idempotencyKeys, posts } from "@/db/schema";
import type { ViewerContext } from "@/lib/context";
import { deletePost, publish } from "@/lib/posts/mutations";
import { postById, postOf } from "@/lib/posts/queries";
import { postInput } from "@/lib/posts/schema";
import { useDatabase } from "../support/database";
import { people } from "../support/people";

const database = useDatabase();

let ann: ViewerContext;
let bob: ViewerContext;
beforeEach(async () => {
  [ann, bob] = await people(database.db, "ann", "bob");
});

const count = async () => (await database.db.select().from(posts)).length;

describe("writing", () => {
  it("makes a post that is there at once", async () => {
    const { id, isNew } = await publish(ann, { body: "Hello!", key: "a" });
    expect(isNew).toBe(true);
    expect(await postById(bob, id)).toMatchObject({ id, body: "Hello!", author: { username: "ann" } });
    expect(await postOf(bob, "ANN", id)).toMatchObject({ id });
    expect(await postOf(bob, "bob", id)).toBeNull();
  });

  it("with the same key gives the first one's post", async () => {
    const first = await publish(ann, { body: "Hello!", key: "a" });
    expect(await publish(ann, { body: "Hello!", key: "a" })).toEqual({ id: first.id, isNew: false });
    expect(await count()).toBe(1);
  });

  it("with the same key and another text is refused", async () => {
    await publish(ann, { body: "Hello!", key: "a" });
    await expect(publish(ann, { body: "Hullo!", key: "a" })).rejects.toMatchObject({
      reason: { key: "keyReused" },
    });
    expect(await count()).toBe(1);
  });

  it("with a key that somebody else has used is another post", async () => {
    const one = await publish(ann, { body: "Hello!", key: "a" });
    const other = await publish(bob, { body: "Hello!", key: "a" });
    expect(other).toMatchObject({ isNew: true });
    expect(other.id).not.toBe(one.id);
  });

  it("with a key of the day before yesterday is another post", async () => {
    await publish(ann, { body: "Hello!", key: "a" });
    await database.db.update(idempotencyKeys).set({ createdAt: sql`now() - interval '2 days'` });
    expect(await publish(ann, { body: "Again!", key: "a" })).toMatchObject({ isNew: true });
    expect(await publish(ann, { body: "Again!", key: "a" })).toMatchObject({ isNew: false });
    expect(await count()).toBe(2);
  });

  it("does not bring a deleted post back", async () => {
    const { id } = await publish(ann, { body: "Hello!", key: "a" });
    await deletePost(ann, id);
    expect(await publish(ann, { body: "Hello!", key: "a" })).toEqual({ id, isNew: false });
    expect(await count()).toBe(0);
  });

  it("keeps every text that the form takes, to the last byte", async () => {
    let key = 0;
    const schema = postInput(140).shape.body;
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 60 }), async (text) => {
        const taken = schema.safeParse(text);
        if (!taken.success) return;
        expect(taken.data).toBe(text.replaceAll("\r\n", "\n"));
        key += 1;
        const { id } = await publish(ann, { body: taken.data, key: `${key}` });
        expect((await postById(ann, id))?.body).toBe(taken.data);
      }),
      { numRuns: 150 },
    );
    expect(key).toBeGreaterThan(20);
  });
});

describe("the form", () => {
  const schema = postInput(140);

  it.each([
    ["nothing", ""],
    ["blanks", " \n\t \u3000"],
    ["too much", "x".repeat(141)],
    ["NUL", "a\0b"],
    ["an escape", "a\u001b[31mb"],
    ["a lone surrogate", "x\ud800y"],
    ["swapped surrogates", "\udc00\ud800"],
    ["no text", ["a"]],
    ["a number", 7],
    ["an object", { toString: "x" }],
  ])("refuses %s", (_, body) => {
    expect(schema.safeParse({ body, key: "a" }).success).toBe(false);
  });

  it.each(["", "x".repeat(101), "a\0b", "a b", "ключ", 7, null])("refuses the key %j", (key) => {
    expect(schema.safeParse({ body: "Hello!", key }).success).toBe(false);
  });

  it("takes no field that is not its own", () => {
    for (const field of ["id", "authorId", "createdAt", "language"]) {
      expect(schema.safeParse({ body: "Hello!", key: "a", [field]: "1" }).success).toBe(false);
    }
  });
});
