import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { jobPauses } from "@/db/schema";
import { closeDatabase } from "@/lib/database";
import { adoptEnvironment } from "@/lib/env";
import { enqueue } from "@/lib/jobs/enqueue";
import { isRunnerAlive } from "@/lib/jobs/heartbeat";
import { whenReachable } from "@/lib/jobs/pauses";
import type { Work } from "@/lib/jobs/run";
import { type Runner, startRunner } from "@/lib/jobs/runner";
import { PermanentFailure, TemporaryFailure } from "@/lib/ports/contracts";
import { freshDatabase } from "../support/database";

describe("the runner", () => {
  const fresh = freshDatabase({ max: 10 });
  const anyone = () => ({ db: fresh.db, viewer: null });
  const running: Runner[] = [];
  const run = async (work: Work) => {
    const runner = await startRunner({
      url: fresh.url,
      db: fresh.db,
      work,
      lookSeconds: 0.5,
      sweepSeconds: 1,
    });
    running.push(runner);
  };
  const enqueueMany = (count: number) =>
    Promise.all(Array.from({ length: count }, () => enqueue(anyone(), { kind: "limits.purge" })));
  const states = async () => {
    const rows = await fresh.db.execute<{ name: string; state: string; count: number }>(
      sql`select name, state, count(*)::int as count from pgboss.job
          where data ? 'id' group by 1, 2`,
    );
    return Object.fromEntries(rows.map((row) => [`${row.name} ${row.state}`, row.count]));
  };

  /** What is to be done or tried again later is due now. */
  const timePasses = async () => {
    await fresh.db.execute(sql`update pgboss.job set start_after = now() where state = 'created'`);
    await fresh.db.update(jobPauses).set({ until: sql`now()` });
  };

  afterEach(async () => {
    await Promise.all(running.splice(0).map((runner) => runner.stop(1)));
    await fresh.db.execute(sql`delete from pgboss.job`);
    await fresh.db.delete(jobPauses);
  });

  it("does each job once, however many runners there are", async () => {
    const done: string[] = [];
    const work: Work = async ({ id }) => void done.push(id);
    await Promise.all([run(work), run(work), run(work)]);
    const ids = await enqueueMany(60);
    await vi.waitFor(() => expect(done.length).toBeGreaterThanOrEqual(60), { timeout: 8_000 });
    expect(done.toSorted()).toEqual(ids.toSorted());
    await vi.waitFor(async () => expect(await states()).toEqual({ "quick completed": 60 }));
  });

  it("is woken by a new job within half a second", async () => {
    const times: number[] = [];
    await run(async ({ requestedAt }) => void times.push(Date.now() - Date.parse(requestedAt)));
    // The first looks happen at the start; from the second on it is the call that wakes it.
    for (let count = 1; count <= 3; count += 1) {
      await enqueueMany(1);
      await vi.waitFor(() => expect(times).toHaveLength(count), { timeout: 5_000, interval: 20 });
    }
    expect(Math.min(...times.slice(1))).toBeLessThan(500);
  });

  it("is known to be there while it is, by its heartbeat", async () => {
    adoptEnvironment({ DATABASE_URL: fresh.url });
    expect(await isRunnerAlive(fresh.db)).toBe(false);
    await run(async () => undefined);
    expect(await isRunnerAlive(fresh.db)).toBe(true);
    await Promise.all(running.splice(0).map((runner) => runner.stop(1)));
    expect(await isRunnerAlive(fresh.db)).toBe(false);
    await closeDatabase();
  });

  it("keeps a failed job for later, and gives up what is refused for good", async () => {
    const tries: string[] = [];
    const [first, second] = await enqueueMany(2);
    await run(async ({ id }) => {
      tries.push(id);
      throw id === first ? new Error("a bug") : new PermanentFailure("no");
    });
    await vi.waitFor(async () => expect(await states()).toEqual({ "quick retry": 1, "dead created": 1 }), {
      timeout: 5_000,
    });
    expect(tries.toSorted()).toEqual([first, second].toSorted());
  });

  it("leaves a failing service alone, and puts its jobs off without counting a try", async () => {
    let isDown = true;
    let calls = 0;
    const done: string[] = [];
    const work: Work = ({ id }) =>
      whenReachable(anyone(), "mail", async () => {
        calls += 1;
        if (isDown) throw new TemporaryFailure("down", 1);
        done.push(id);
      });
    await run(work);
    const ids = await enqueueMany(30);
    await vi.waitFor(async () => expect((await states())["quick created"]).toBe(30), { timeout: 3_000 });
    const callsAtFirst = calls;
    // Those that were under way at the same moment could not know.
    expect(callsAtFirst).toBeLessThanOrEqual(20);
    isDown = false;
    await vi.waitFor(
      async () => {
        await timePasses();
        expect(done.toSorted()).toEqual(ids.toSorted());
      },
      { timeout: 10_000 },
    );
    expect(calls).toBe(callsAtFirst + 30);
    expect(await fresh.db.select().from(jobPauses)).toEqual([]);
  });
});
