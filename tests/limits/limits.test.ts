import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rateLimits } from "@/db/schema";
import { refund, spend, spendEach } from "@/lib/limits/mutations";
import type { Limit } from "@/lib/limits/schema";
import { freshDatabase, useDatabase } from "../support/database";

const limit: Limit = { name: "test", hits: 10, windowSeconds: 600 };

describe("a limit", () => {
  const fresh = freshDatabase({ max: 50 });

  it("lets exactly as many through as it says, of five hundred at once", async () => {
    const ctx = { db: fresh.db, viewer: null };
    const answers = await Promise.allSettled(
      Array.from({ length: 500 }, () => spend(ctx, limit, "somebody")),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    const refused = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason.code] : []));
    expect(new Set(refused)).toEqual(new Set(["limited"]));
  });

  it("never makes two requests wait for each other, in whatever order they count", async () => {
    const ctx = { db: fresh.db, viewer: null };
    const wide = { ...limit, hits: 10_000 };
    const answers = await Promise.allSettled(
      Array.from({ length: 200 }, (_, number) => {
        const pair = [
          [wide, "one"],
          [wide, "other"],
        ] as const;
        return spendEach(ctx, number % 2 ? [...pair] : pair.toReversed());
      }),
    );
    expect(answers.filter(({ status }) => status === "rejected")).toEqual([]);
    const [one] = await spendEach(ctx, [[wide, "one"]]);
    expect(one?.remaining).toBe(10_000 - 201);
  });
});

describe("a window", () => {
  const database = useDatabase();
  const ctx = () => ({ db: database.db, viewer: null });
  const hit = (subject: string | number = "ann", by = limit) => spend(ctx(), by, subject);
  // From the start of a second: wherever within it the clock stands, whole seconds are left.
  const beganAgo = (seconds: number) =>
    database.db
      .update(rateLimits)
      .set({ windowStartedAt: sql`date_trunc('second', now()) - make_interval(secs => ${seconds})` });

  it("tells what is left and when it ends", async () => {
    expect(await hit()).toMatchObject({ remaining: 9, resetSeconds: 600 });
    await beganAgo(100);
    expect(await hit()).toMatchObject({ remaining: 8, resetSeconds: 500 });
  });

  it("says when to come back, and holds until then", async () => {
    for (let number = 0; number < 10; number += 1) await hit();
    await beganAgo(500);
    await expect(hit()).rejects.toMatchObject({
      code: "limited",
      reason: { key: "limited", values: { minutes: 2 } },
      details: { retryAfterSeconds: 100 },
    });
    await beganAgo(600);
    expect(await hit()).toMatchObject({ remaining: 9, resetSeconds: 600 });
  });

  it("is each subject's and each limit's own", async () => {
    await hit("ann");
    expect(await hit("bob")).toMatchObject({ remaining: 9 });
    expect(await hit(7)).toMatchObject({ remaining: 9 });
    expect(await hit("ann", { ...limit, name: "other" })).toMatchObject({ remaining: 9 });
  });

  it("gives a hit back, but never more than were taken", async () => {
    await hit();
    await refund(ctx(), limit, "ann");
    await refund(ctx(), limit, "ann");
    await refund(ctx(), limit, "nobody");
    expect(await hit()).toMatchObject({ remaining: 9 });
  });
});
