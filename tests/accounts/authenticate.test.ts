import { hash } from "@node-rs/argon2";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rateLimits, users } from "@/db/schema";
import { register } from "@/lib/accounts/mutations";
import { credentials } from "@/lib/accounts/schema";
import { useDatabase } from "../support/database";
import { nowhere, password, signIns } from "../support/sign-in";

const database = useDatabase();
const signing = signIns(database);
const { anyone, tryTo } = signing;

const refused = { code: "unauthenticated", reason: { key: "badCredentials" }, details: {} };

describe("signing in", () => {
  it.each(["Ann", "ann", "ANN", "ann@example.org", "ANN@EXAMPLE.ORG"])(
    "works with %s",
    async (identifier) => {
      expect(await tryTo(identifier)).toEqual({ userId: signing.id });
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
    await database.db.update(users).set({ passwordHash: weak }).where(eq(users.id, signing.id));
    await tryTo("ann");
    const [row] = await database.db
      .select({ stored: users.passwordHash })
      .from(users)
      .where(eq(users.id, signing.id));
    expect(row?.stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await expect(tryTo("ann")).resolves.toEqual({ userId: signing.id });
  });

  it.each(["", "   ", "ann\0", "x".repeat(255), "\ud800"])("is not tried with the name %j", (identifier) => {
    expect(credentials.safeParse({ identifier, password }).success).toBe(false);
  });
});
