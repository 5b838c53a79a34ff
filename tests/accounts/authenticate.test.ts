import { hash } from "@node-rs/argon2";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { rateLimits, users } from "@/db/schema";
import { authenticate, register } from "@/lib/accounts/mutations";
import { credentials } from "@/lib/accounts/schema";
import { spend } from "@/lib/limits/mutations";
import { LIMITS } from "@/lib/limits/schema";
import { useDatabase } from "../support/database";

const database = useDatabase();
const anyone = () => ({ db: database.db, viewer: null });
const nowhere = { address: null, knownAccountId: null };
const password = "correct horse battery";

let id: number;
beforeEach(async () => {
  ({ id } = await register(anyone(), { username: "Ann", email: "Ann@Example.org", password }, nowhere));
});

const tryTo = (
  identifier: string,
  given = password,
  origin: { address: string | null; knownAccountId: number | null } = nowhere,
) => authenticate(anyone(), { identifier, password: given }, origin);

const refused = { code: "unauthenticated", reason: { key: "badCredentials" }, details: {} };

describe("signing in", () => {
  it.each(["Ann", "ann", "ANN", "ann@example.org", "ANN@EXAMPLE.ORG"])(
    "works with %s",
    async (identifier) => {
      expect(await tryTo(identifier)).toEqual({ userId: id });
    },
  );

  it("is refused with one and the same reason, whatever is wrong", async () => {
    for (const [identifier, given] of [
      ["ann", "wrong"],
      ["nobody", password],
      ["nobody@example.org", password],
      ["ann%", password],
      ["' or 1=1--", password],
      ["ann", `${password}x`],
      ["ann", password.toUpperCase()],
    ] as const) {
      await expect(tryTo(identifier, given)).rejects.toMatchObject(refused);
    }
  });

  it("costs a stranger as much as a member", async () => {
    const time = async (identifier: string) => {
      const began = performance.now();
      await tryTo(identifier, "wrong").catch(() => undefined);
      return performance.now() - began;
    };
    const median = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
    await time("nobody");
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      known.push(await time("ann"));
      unknown.push(await time(`nobody${round}`));
      await database.db.delete(rateLimits);
    }
    // A database look-up alone takes some two milliseconds, a hash more than ten times that.
    expect(median(unknown)).toBeGreaterThan(median(known) / 2);
    expect(median(known)).toBeGreaterThan(median(unknown) / 2);
  });

  it("reads every keyboard's é as the same", async () => {
    await register(
      anyone(),
      { username: "zoe", email: "z@example.org", password: "caf\u00e9 noir 1" },
      nowhere,
    );
    await expect(tryTo("zoe", "cafe\u0301 noir 1")).resolves.toHaveProperty("userId");
  });

  it("tells passwords apart to the last byte", async () => {
    const long = "x".repeat(127);
    await register(anyone(), { username: "zoe", email: "z@example.org", password: `${long}a` }, nowhere);
    await expect(tryTo("zoe", `${long}b`)).rejects.toMatchObject(refused);
    await expect(tryTo("zoe", long)).rejects.toMatchObject(refused);
  });

  it("renews a hash that was made with weaker parameters", async () => {
    const weak = await hash(password, { algorithm: 2, memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await database.db.update(users).set({ passwordHash: weak }).where(eq(users.id, id));
    await tryTo("ann");
    const [row] = await database.db
      .select({ stored: users.passwordHash })
      .from(users)
      .where(eq(users.id, id));
    expect(row?.stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await expect(tryTo("ann")).resolves.toEqual({ userId: id });
  });

  it.each(["", "   ", "ann\0", "x".repeat(255), "\ud800"])("is not tried with the name %j", (identifier) => {
    expect(credentials.safeParse({ identifier, password }).success).toBe(false);
  });
});

describe("guessing", () => {
  const guess = (count: number, identifier = "ann", origin = nowhere as Parameters<typeof tryTo>[2]) =>
    Promise.allSettled(Array.from({ length: count }, () => tryTo(identifier, "wrong", origin)));

  it("ends after ten wrong passwords in a quarter of an hour, for the right one too", async () => {
    await guess(10);
    await expect(tryTo("ann", "wrong")).rejects.toMatchObject({ code: "limited" });
    await expect(tryTo("ANN@example.org")).rejects.toMatchObject({
      code: "limited",
      details: { retryAfterSeconds: expect.any(Number) },
    });
  });

  it("does not lock the owner out of a browser they have used before", async () => {
    await guess(11);
    await expect(tryTo("ann", password, { address: null, knownAccountId: id })).resolves.toEqual({
      userId: id,
    });
    await guess(10, "ann", { address: null, knownAccountId: id });
    await expect(tryTo("ann", password, { address: null, knownAccountId: id })).rejects.toMatchObject({
      code: "limited",
    });
  });

  it("is not helped by a browser known for somebody else", async () => {
    await guess(10);
    await expect(tryTo("ann", password, { address: null, knownAccountId: id + 1 })).rejects.toMatchObject({
      code: "limited",
    });
  });

  it("is limited for names that nobody has as well, and does not tell them apart", async () => {
    await guess(10, "nobody");
    await expect(tryTo("nobody")).rejects.toMatchObject({ code: "limited" });
    await expect(tryTo("NOBODY")).rejects.toMatchObject({ code: "limited" });
  });

  it("is limited to 25 from one address, however many accounts it tries", async () => {
    const from = { address: "192.0.2.1", knownAccountId: null };
    await guess(1, "nobody", from);
    for (let hit = 1; hit < 25; hit += 1) await spend(anyone(), LIMITS.signInFromAddress, from.address);
    await expect(tryTo("ann", password, from)).rejects.toMatchObject({ code: "limited" });
    await expect(tryTo("ann", password, { ...from, address: "192.0.2.2" })).resolves.toEqual({ userId: id });
  });

  it("counts failures only: a class signs in from one address", async () => {
    const from = { address: "192.0.2.1", knownAccountId: null };
    for (let number = 0; number < 5; number += 1) await tryTo("ann", password, from);
    for (let hit = 0; hit < 24; hit += 1) await spend(anyone(), LIMITS.signInFromAddress, from.address);
    await expect(tryTo("ann", password, from)).resolves.toEqual({ userId: id });
  });

  it("starts anew after the window", async () => {
    await guess(11);
    await database.db.update(rateLimits).set({ windowStartedAt: sql`now() - interval '16 minutes'` });
    await expect(tryTo("ann")).resolves.toEqual({ userId: id });
  });

  it("leaves nothing of what was typed in the table of limits", async () => {
    await guess(1, "secret-name", { address: "192.0.2.77", knownAccountId: null });
    const rows = JSON.stringify(await database.db.select().from(rateLimits));
    expect(rows).not.toContain("secret-name");
    expect(rows).not.toContain("192.0.2.77");
  });
});
