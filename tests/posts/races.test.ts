import { beforeEach, describe, expect, it } from "vitest";
import { posts, users } from "@/db/schema";
import { deletePost, publish } from "@/lib/posts/mutations";
import { freshDatabase } from "../support/database";
import { people } from "../support/people";
import { atOnce, codeOf, ROUNDS, rowsOf, WIDTH } from "../support/race";

const fresh = freshDatabase({ max: WIDTH });
beforeEach(() => fresh.db.delete(users));

describe("fifty at once", () => {
  it("forms with one key make one post, and are all told which", async () => {
    const [ann] = await people(fresh.db, "ann");
    for (let round = 1; round <= ROUNDS; round += 1) {
      const answers = await atOnce(() => publish(ann, { body: "Hello!", key: `form-${round}` }));
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(await rowsOf(fresh.db, posts)).toBe(round);
    }
  });

  it("forms with one key and different texts make one post; the other texts are refused", async () => {
    const [ann] = await people(fresh.db, "ann");
    const answers = await atOnce((number) =>
      publish(ann, { body: `text ${number % 2}`, key: "form" }).then(({ id }) => id, codeOf),
    );
    expect(new Set(answers).size).toBe(2);
    expect(answers).toContain("reused");
    expect(await rowsOf(fresh.db, posts)).toBe(1);
  });

  it("posts by one member have fifty places", async () => {
    const [ann] = await people(fresh.db, "ann");
    const answers = await atOnce((number) => publish(ann, { body: `${number}`, key: `${number}` }));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(WIDTH);
  });

  it("deletions of one post succeed once", async () => {
    const [ann] = await people(fresh.db, "ann");
    const { id } = await publish(ann, { body: "gone", key: "form" });
    const answers = await atOnce(() => deletePost(ann, id).then(() => "deleted", codeOf));
    expect(answers.toSorted()).toEqual(["deleted", ...Array(WIDTH - 1).fill("notFound")]);
  });
});
