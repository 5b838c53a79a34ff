import { beforeEach, describe, expect, it } from "vitest";
import { posts } from "@/db/schema";
import type { ViewerContext } from "@/lib/context";
import { deletePost, publish } from "@/lib/posts/mutations";
import { mayDelete } from "@/lib/posts/rules";
import { deletePostInput } from "@/lib/posts/schema";
import { useDatabase } from "../support/database";
import { people } from "../support/people";

const database = useDatabase();

let ann: ViewerContext;
let bob: ViewerContext;
beforeEach(async () => {
  [ann, bob] = await people(database.db, "ann", "bob");
});

const count = async () => (await database.db.select().from(posts)).length;

describe("deleting", () => {
  it("is for the author alone", async () => {
    const { id } = await publish(ann, { body: "Hello!", key: "a" });
    expect(mayDelete(ann.viewer.id, { author: { id: ann.viewer.id } })).toBe(true);
    expect(mayDelete(bob.viewer.id, { author: { id: ann.viewer.id } })).toBe(false);
    await expect(deletePost(bob, id)).rejects.toMatchObject({ code: "notFound" });
    expect(await count()).toBe(1);
    await deletePost(ann, id);
    expect(await count()).toBe(0);
  });

  it("of what is not there says the same as of what is not one's own", async () => {
    const { id } = await publish(ann, { body: "Hello!", key: "a" });
    const foreign = await deletePost(bob, id).catch((error) => error);
    const absent = await deletePost(bob, id + 1).catch((error) => error);
    expect(foreign).toEqual(absent);
  });

  it.each(["9e99", "99999999999999999999", "-1", "1.5", "0", "abc", "", "' or 1=1--", [], {}, null])(
    "does not ask the database for %j",
    (postId) => {
      expect(deletePostInput.safeParse({ postId }).success).toBe(false);
    },
  );
});
