import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rateLimits } from "@/db/schema";
import { spend } from "@/lib/limits/mutations";
import { LIMITS } from "@/lib/limits/schema";
import { useDatabase } from "../support/database";
import { nowhere, password, signIns } from "../support/sign-in";

const database = useDatabase();
const signing = signIns(database);
const { anyone, tryTo } = signing;

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
    await expect(tryTo("ann", password, { address: null, knownAccountId: signing.id })).resolves.toEqual({
      userId: signing.id,
    });
    await guess(10, "ann", { address: null, knownAccountId: signing.id });
    await expect(tryTo("ann", password, { address: null, knownAccountId: signing.id })).rejects.toMatchObject(
      {
        code: "limited",
      },
    );
  });

  it("is not helped by a browser known for somebody else", async () => {
    await guess(10);
    await expect(
      tryTo("ann", password, { address: null, knownAccountId: signing.id + 1 }),
    ).rejects.toMatchObject({
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
    await expect(tryTo("ann", password, { ...from, address: "192.0.2.2" })).resolves.toEqual({
      userId: signing.id,
    });
  });

  it("counts failures only: a class signs in from one address", async () => {
    const from = { address: "192.0.2.1", knownAccountId: null };
    for (let number = 0; number < 5; number += 1) await tryTo("ann", password, from);
    for (let hit = 0; hit < 24; hit += 1) await spend(anyone(), LIMITS.signInFromAddress, from.address);
    await expect(tryTo("ann", password, from)).resolves.toEqual({ userId: signing.id });
  });

  it("starts anew after the window", async () => {
    await guess(11);
    await database.db.update(rateLimits).set({ windowStartedAt: sql`now() - interval '16 minutes'` });
    await expect(tryTo("ann")).resolves.toEqual({ userId: signing.id });
  });

  it("leaves nothing of what was typed in the table of limits", async () => {
    await guess(1, "secret-name", { address: "192.0.2.77", knownAccountId: null });
    const rows = JSON.stringify(await database.db.select().from(rateLimits));
    expect(rows).not.toContain("secret-name");
    expect(rows).not.toContain("192.0.2.77");
  });
});
