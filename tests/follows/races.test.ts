import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { follows, posts, users } from "@/db/schema";
import { follow, unfollow } from "@/lib/follows/mutations";
import { publish } from "@/lib/posts/mutations";
import { freshDatabase } from "../support/database";
import { people } from "../support/people";
import { atOnce, codeOf, ROUNDS, rowsOf, WIDTH } from "../support/race";

const fresh = freshDatabase({ max: WIDTH });
beforeEach(() => fresh.db.delete(users));

describe("fifty at once", () => {
  it("who follow the same person for one member make one follow", async () => {
    const [ann, bob] = await people(fresh.db, "ann", "bob");
    for (let round = 0; round < ROUNDS; round += 1) {
      const answers = await atOnce(() => follow(ann, bob.viewer.id));
      expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(await rowsOf(fresh.db, follows)).toBe(1);
      const endings = await atOnce(() => unfollow(ann, bob.viewer.id));
      expect(endings.filter(({ wasFollowing }) => wasFollowing)).toHaveLength(1);
      expect(await rowsOf(fresh.db, follows)).toBe(0);
    }
  });

  it("who follow and leave each other never stand in each other's way", async () => {
    const [ann, bob] = await people(fresh.db, "ann", "bob");
    for (let round = 0; round < ROUNDS; round += 1) {
      await atOnce<unknown>((number) => {
        const [from, to] = number % 2 === 0 ? [ann, bob] : [bob, ann];
        return number % 5 === 0 ? unfollow(from, to.viewer.id) : follow(from, to.viewer.id);
      });
      await Promise.all([follow(ann, bob.viewer.id), follow(bob, ann.viewer.id)]);
      expect(await rowsOf(fresh.db, follows)).toBe(2);
    }
  });
});

describe("an account that is deleted while others use it", () => {
  it("leaves nothing behind, and nobody is told of an error", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [ann, bob] = await people(fresh.db, `ann${round}`, `bob${round}`);
      const answers = await Promise.all([
        fresh.db
          .delete(users)
          .where(eq(users.id, bob.viewer.id))
          .then(() => "done"),
        ...Array.from({ length: 10 }, () => follow(ann, bob.viewer.id).then(() => "done", codeOf)),
        ...Array.from({ length: 10 }, (_, n) =>
          publish(bob, { body: "hi", key: `${n}` }).then(() => "done", codeOf),
        ),
      ]);
      expect(answers.filter((answer) => answer !== "done" && answer !== "notFound")).toEqual([]);
      expect(await rowsOf(fresh.db, posts)).toBe(0);
      expect(await rowsOf(fresh.db, follows)).toBe(0);
    }
  });
});
