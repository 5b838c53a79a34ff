import { count, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { follows, posts, sessions, users } from "@/db/schema";
import { register } from "@/lib/accounts/mutations";
import type { ViewerContext } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { follow, unfollow } from "@/lib/follows/mutations";
import { editProfile } from "@/lib/people/mutations";
import { deletePost, publish } from "@/lib/posts/mutations";
import { startSession } from "@/lib/sessions/mutations";
import { freshDatabase } from "../support/database";
import { people } from "../support/people";

const WIDTH = 50;
const ROUNDS = 10;

const fresh = freshDatabase({ max: WIDTH });
beforeEach(() => fresh.db.delete(users));

/** Does the same 50 times at once, and gives what came of each. */
async function atOnce<T>(work: (number: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: WIDTH }, (_, number) => work(number)));
}

/** What a refusal says, for those that are expected to be refused; anything else is a bug. */
const refusalOf = (error: unknown) => {
  if (error instanceof Refusal) return error;
  throw error;
};

const rowsOf = async (table: typeof follows | typeof posts | typeof users | typeof sessions) =>
  (await fresh.db.select({ count: count() }).from(table))[0]?.count;

describe("fifty at once", () => {
  it("who follow the same person for one member make one follow", async () => {
    const [ann, bob] = await people(fresh.db, "ann", "bob");
    for (let round = 0; round < ROUNDS; round += 1) {
      const answers = await atOnce(() => follow(ann, bob.viewer.id));
      expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(await rowsOf(follows)).toBe(1);
      const endings = await atOnce(() => unfollow(ann, bob.viewer.id));
      expect(endings.filter(({ wasFollowing }) => wasFollowing)).toHaveLength(1);
      expect(await rowsOf(follows)).toBe(0);
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
      expect(await rowsOf(follows)).toBe(2);
    }
  });

  it("who want one name in any case, or one address, are one member", async () => {
    const origin = { address: null, knownAccountId: null };
    const ask = (username: string, email: string) => {
      const password = "correct horse battery";
      return register({ db: fresh.db, viewer: null }, { username, email, password }, origin).then(
        () => "registered",
        (error) => Object.keys(refusalOf(error).details.fields ?? {}).join(),
      );
    };
    const names = ["Alice", "alice", "ALICE"];
    const byName = await atOnce((number) => ask(names[number % 3] ?? "", `a${number}@example.org`));
    expect(byName.toSorted()).toEqual(["registered", ...Array(WIDTH - 1).fill("username")].toSorted());

    const addresses = ["bob@example.org", "Bob@Example.org", "BOB@EXAMPLE.ORG"];
    const byEmail = await atOnce((number) => ask(`bob${number}`, addresses[number % 3] ?? ""));
    expect(byEmail.toSorted()).toEqual(["registered", ...Array(WIDTH - 1).fill("email")].toSorted());
    expect(await rowsOf(users)).toBe(2);
  });

  it("forms with one key make one post, and are all told which", async () => {
    const [ann] = await people(fresh.db, "ann");
    for (let round = 1; round <= ROUNDS; round += 1) {
      const answers = await atOnce(() => publish(ann, { body: "Hello!", key: `form-${round}` }));
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(await rowsOf(posts)).toBe(round);
    }
  });

  it("forms with one key and different texts make one post; the other texts are refused", async () => {
    const [ann] = await people(fresh.db, "ann");
    const answers = await atOnce((number) =>
      publish(ann, { body: `text ${number % 2}`, key: "form" }).then(
        ({ id }) => id,
        (error) => refusalOf(error).code,
      ),
    );
    expect(new Set(answers).size).toBe(2);
    expect(answers).toContain("reused");
    expect(await rowsOf(posts)).toBe(1);
  });

  it("posts by one member have fifty places", async () => {
    const [ann] = await people(fresh.db, "ann");
    const answers = await atOnce((number) => publish(ann, { body: `${number}`, key: `${number}` }));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(WIDTH);
  });

  it("deletions of one post succeed once", async () => {
    const [ann] = await people(fresh.db, "ann");
    const { id } = await publish(ann, { body: "gone", key: "form" });
    const answers = await atOnce(() =>
      deletePost(ann, id).then(
        () => "deleted",
        (error) => refusalOf(error).code,
      ),
    );
    expect(answers.toSorted()).toEqual(["deleted", ...Array(WIDTH - 1).fill("notFound")]);
  });

  it("sign-ins of one member leave ten sessions", async () => {
    const [ann] = await people(fresh.db, "ann");
    const device = { userAgent: "", network: "" };
    await atOnce(() => startSession(ann, ann.viewer.id, false, device));
    expect(await rowsOf(sessions)).toBe(10);
  });

  it("saves of one profile leave one of them whole", async () => {
    const [ann] = await people(fresh.db, "ann");
    const profile = (name: string) =>
      ({
        username: name,
        displayName: name,
        aboutMe: name,
        locale: "",
        timeZone: "",
        theme: "auto",
      }) as const;
    await atOnce((number) => editProfile(ann, profile(`ann${number}`)));
    const [row] = await fresh.db.select().from(users).where(eq(users.id, ann.viewer.id));
    expect([row?.displayName, row?.aboutMe]).toEqual([row?.username, row?.username]);
  });

  it("members who want one new name: one gets it", async () => {
    const all: ViewerContext[] = await people(fresh.db, ...Array.from({ length: WIDTH }, (_, n) => `p${n}`));
    const answers = await atOnce((number) =>
      editProfile(all[number] as ViewerContext, { username: number % 2 ? "Star" : "star" }).then(
        () => "renamed",
        (error) => Object.keys(refusalOf(error).details.fields ?? {}).join(),
      ),
    );
    expect(answers.toSorted()).toEqual(["renamed", ...Array(WIDTH - 1).fill("username")]);
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
        ...Array.from({ length: 10 }, () =>
          follow(ann, bob.viewer.id).then(
            () => "done",
            (error) => refusalOf(error).code,
          ),
        ),
        ...Array.from({ length: 10 }, (_, n) =>
          publish(bob, { body: "hi", key: `${n}` }).then(
            () => "done",
            (error) => refusalOf(error).code,
          ),
        ),
      ]);
      expect(answers.filter((answer) => answer !== "done" && answer !== "notFound")).toEqual([]);
      expect(await fresh.db.execute(sql`select from posts where author_id = ${bob.viewer.id}`)).toHaveLength(
        0,
      );
      expect(await rowsOf(follows)).toBe(0);
    }
  });
});
