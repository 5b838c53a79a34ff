import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { sessions, users } from "@/db/schema";
import { register } from "@/lib/accounts/mutations";
import type { ViewerContext } from "@/lib/context";
import { editProfile } from "@/lib/people/mutations";
import { startSession } from "@/lib/sessions/mutations";
import { freshDatabase } from "../support/database";
import { people } from "../support/people";
import { atOnce, fieldsOf, rowsOf, WIDTH } from "../support/race";

const fresh = freshDatabase({ max: WIDTH });
beforeEach(() => fresh.db.delete(users));

describe("fifty at once", () => {
  it("who want one name in any case, or one address, are one member", async () => {
    const origin = { address: null, knownAccountId: null };
    const ask = (username: string, email: string) => {
      const password = "correct horse battery";
      return register({ db: fresh.db, viewer: null }, { username, email, password }, origin).then(
        () => "registered",
        fieldsOf,
      );
    };
    const names = ["Alice", "alice", "ALICE"];
    const byName = await atOnce((number) => ask(names[number % 3] ?? "", `a${number}@example.org`));
    expect(byName.toSorted()).toEqual(["registered", ...Array(WIDTH - 1).fill("username")].toSorted());

    const addresses = ["bob@example.org", "Bob@Example.org", "BOB@EXAMPLE.ORG"];
    const byEmail = await atOnce((number) => ask(`bob${number}`, addresses[number % 3] ?? ""));
    expect(byEmail.toSorted()).toEqual(["registered", ...Array(WIDTH - 1).fill("email")].toSorted());
    expect(await rowsOf(fresh.db, users)).toBe(2);
  });

  it("sign-ins of one member leave ten sessions", async () => {
    const [ann] = await people(fresh.db, "ann");
    const device = { userAgent: "", network: "" };
    await atOnce(() => startSession(ann, ann.viewer.id, false, device));
    expect(await rowsOf(fresh.db, sessions)).toBe(10);
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
        fieldsOf,
      ),
    );
    expect(answers.toSorted()).toEqual(["renamed", ...Array(WIDTH - 1).fill("username")]);
  });
});
