import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { DEADLINES } from "@/db/deadlines";
import { Unavailable } from "@/db/outage";
import { HASTY, openings } from "../support/connections";
import { freshDatabase } from "../support/database";

const { open, openBehindRelay } = openings(freshDatabase({ max: 2 }));

const pid = sql`select pg_backend_pid() as pid`;
const pause = (seconds: number) => sql`select pg_sleep(${seconds})`;

describe.concurrent("a query", () => {
  it("that takes too long is given up, and its connection is kept", async () => {
    const { db } = open({ max: 1, deadlines: HASTY });
    const before = await db.execute(pid);
    await expect(db.execute(pause(10))).rejects.toBeInstanceOf(Unavailable);
    expect(await db.execute(pid)).toEqual(before);
  });

  it("that fails leaves its connection as good as before", async () => {
    const { db } = open({ max: 1 });
    const before = await db.execute(pid);
    await expect(db.execute(sql`select 1 / 0`)).rejects.not.toBeInstanceOf(Unavailable);
    expect(await db.execute(pid)).toEqual(before);
  });

  it("asks once and no more of a server that takes connections and closes them", async () => {
    const { relay, db } = await openBehindRelay();
    await relay.turn("fin");
    for (let asked = 1; asked <= 20; asked += 1) {
      await expect(db.execute(pid)).rejects.toBeInstanceOf(Unavailable);
      expect(relay.asked).toBe(asked);
    }
  });

  it("is not disturbed by another one's dead connection", async () => {
    const { relay, db } = await openBehindRelay(2, { ...DEADLINES, queryMs: 1_400 });
    await Promise.all([db.execute(pause(0.1)), db.execute(pause(0.1))]);
    relay.strand();
    const all = await Promise.allSettled(Array.from({ length: 10 }, async () => db.execute(pause(0.02))));
    expect(all.filter(({ status }) => status === "rejected")).toHaveLength(1);
  });

  it("works over a slow line", async () => {
    const { relay, db } = await openBehindRelay();
    await relay.turn({ latencyMs: 60 });
    expect(await db.execute(sql`select ${"x"}::text as x`)).toEqual([{ x: "x" }]);
  });

  it("needs no named statements behind a pooler", async () => {
    const { db } = open({ prepare: false, max: 1 });
    await db.execute(sql`select ${1}::int`);
    const named = sql`select count(*)::int as count from pg_prepared_statements`;
    expect(await db.execute(named)).toEqual([{ count: 0 }]);
  });
});

describe.concurrent("the connections", () => {
  it("are never more than allowed, and who finds none is told soon", async () => {
    const { relay, db } = await openBehindRelay(3, HASTY);
    const began = performance.now();
    const all = await Promise.allSettled(Array.from({ length: 12 }, async () => db.execute(pause(0.2))));
    expect(performance.now() - began).toBeLessThan(1_000);
    const refused = all.filter((one) => one.status === "rejected");
    expect(refused.length).toBeGreaterThanOrEqual(3);
    expect(refused.every(({ reason }) => reason instanceof Unavailable)).toBe(true);
    expect(relay.asked).toBe(3);
  });

  it("are closed after what runs on them", async () => {
    const connection = open();
    const running = Promise.all([connection.db.execute(sql`select pg_sleep(0.3), 'done' as state`)]);
    await sleep(50);
    await connection.close();
    expect(await running).toMatchObject([[{ state: "done" }]]);
    await expect(connection.db.execute(pid)).rejects.toBeInstanceOf(Unavailable);
  });
});
