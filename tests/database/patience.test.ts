import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { Unavailable } from "@/db/outage";
import { patience, unhurried } from "@/db/patience";
import { openings } from "../support/connections";
import { freshDatabase } from "../support/database";

const { open } = openings(freshDatabase({ max: 2 }));
const pause = (seconds: number) => sql`select pg_sleep(${seconds})`;
const waiting = (ms: number) => ({ until: performance.now() + ms });

describe("whoever waits for an answer", () => {
  it("waits for all of its queries together, not for each anew", async () => {
    const { db } = open({ max: 1 });
    const asked = patience.run(waiting(300), async () => {
      for (let query = 0; query < 10; query += 1) await db.execute(pause(0.1));
    });
    const began = performance.now();
    await expect(asked).rejects.toBeInstanceOf(Unavailable);
    expect(performance.now() - began).toBeLessThan(600);
  });

  it("does not wait longer for a connection either", async () => {
    const { db } = open({ max: 1 });
    const busy = [pause(0.5)].map(async (long) => await db.execute(long));
    await sleep(50);
    const began = performance.now();
    await expect(
      patience.run(waiting(100), async () => await db.execute(sql`select 1`)),
    ).rejects.toBeInstanceOf(Unavailable);
    expect(performance.now() - began).toBeLessThan(400);
    await Promise.all(busy);
  });

  it("sets off what may take as long as it needs", async () => {
    const { db } = open({ max: 1 });
    const done = patience.run(waiting(0), () =>
      unhurried(async () => await db.execute(sql`select 1 as one`)),
    );
    expect(await done).toEqual([{ one: 1 }]);
  });
});
