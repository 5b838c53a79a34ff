import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { users } from "@/db/schema";
import type { ViewerContext } from "@/lib/context";
import { chooseLocale, chooseTheme, editProfile, noteSeen } from "@/lib/people/mutations";
import { ownProfile, personNamed, profileOf } from "@/lib/people/queries";
import { profileInput } from "@/lib/people/schema";
import { useDatabase } from "../support/database";
import { apart, people } from "../support/people";

const database = useDatabase();

let ann: ViewerContext;
let bob: ViewerContext;
beforeEach(async () => {
  [ann, bob] = await people(database.db, "ann", "Bob");
});

const whole = {
  username: "ann",
  displayName: "Ann",
  aboutMe: "Hello",
  locale: "ko",
  timeZone: "Asia/Seoul",
  theme: "dark",
} as const;

describe("a profile", () => {
  it("is found by its name in any case, and shown as it was typed", async () => {
    expect(await profileOf(ann, "BOB")).toMatchObject({ username: "Bob" });
    expect(await personNamed(ann, "bOB")).toMatchObject({ username: "Bob" });
    expect(await profileOf(ann, "nobody")).toBeNull();
    expect(await profileOf(ann, "b%")).toBeNull();
  });

  it("is saved as a whole, and what is blank is nothing", async () => {
    await editProfile(ann, whole);
    expect(await ownProfile(ann)).toEqual(whole);
    await editProfile(ann, { ...whole, displayName: "", aboutMe: "", locale: "", timeZone: "" });
    expect(await ownProfile(ann)).toMatchObject({
      displayName: null,
      aboutMe: null,
      locale: null,
      timeZone: null,
    });
  });

  it("changes in what is given, and in nothing else", async () => {
    await editProfile(ann, whole);
    await editProfile(ann, { aboutMe: "Bye" });
    await chooseLocale(ann, "es");
    await chooseTheme(ann, "light");
    expect(await ownProfile(ann)).toEqual({ ...whole, aboutMe: "Bye", locale: "es", theme: "light" });
    expect(await ownProfile(bob)).toMatchObject({ aboutMe: null, locale: null, theme: "auto" });
  });

  it("takes no field that is not its own", () => {
    for (const field of ["id", "email", "passwordHash", "createdAt", "isAdmin", "constructor"]) {
      expect(profileInput.safeParse({ ...whole, [field]: "1" }).success, field).toBe(false);
    }
    const polluting = JSON.parse(`{"__proto__":{"x":1},${JSON.stringify(whole).slice(1)}`);
    expect(profileInput.safeParse(polluting).success).toBe(false);
  });
});

describe("a name", () => {
  it("belongs to one person in any case", async () => {
    for (const username of ["Bob", "bob", "BOB"]) {
      await expect(apart(ann, (ann) => editProfile(ann, { username }))).rejects.toMatchObject({
        code: "invalid",
        details: { fields: { username: { key: "usernameTaken" } } },
      });
    }
    expect(await ownProfile(ann)).toMatchObject({ username: "ann" });
  });

  it("may change its case, and is free for others once it is given up", async () => {
    await editProfile(bob, { username: "BOB" });
    expect(await personNamed(ann, "bob")).toMatchObject({ username: "BOB" });
    await editProfile(bob, { username: "robert" });
    await editProfile(ann, { username: "bob" });
    expect(await personNamed(bob, "BOB")).toMatchObject({ id: ann.viewer.id });
  });

  it("is not one of the site's own, in any case", async () => {
    for (const username of ["admin", "Admin", "API", "login", "messages", "me"]) {
      await expect(editProfile(ann, { username })).rejects.toMatchObject({ code: "invalid" });
    }
  });

  it("that the site reserves later stays with its owner", async () => {
    await database.db.update(users).set({ username: "support" }).where(eq(users.id, ann.viewer.id));
    const support = { ...ann, viewer: { ...ann.viewer, username: "support" } };
    await editProfile(support, { username: "Support", aboutMe: "still me" });
    expect(await ownProfile(ann)).toMatchObject({ username: "Support", aboutMe: "still me" });
  });
});

describe("last seen", () => {
  const age = async () => {
    const [row] = await database.db
      .select({ seconds: sql<number>`extract(epoch from now() - ${users.lastSeenAt})::float8` })
      .from(users)
      .where(eq(users.id, ann.viewer.id));
    return row?.seconds;
  };
  const seenAgo = (seconds: number) =>
    database.db
      .update(users)
      .set({ lastSeenAt: sql`now() - make_interval(secs => ${seconds})` })
      .where(eq(users.id, ann.viewer.id));

  it("is written at most once a minute", async () => {
    await seenAgo(59);
    await noteSeen(ann);
    expect(await age()).toBeCloseTo(59);
    await seenAgo(61);
    await noteSeen(ann);
    expect(await age()).toBeCloseTo(0);
  });
});
