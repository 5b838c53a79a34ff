import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { exportTasks } from "@/db/schema";
import { dismissExport, endExport, noteProgress, startExport } from "@/lib/exports/mutations";
import { ownExports } from "@/lib/exports/queries";
import { notificationsSince } from "@/lib/notifications/queries";
import { openSession } from "@/lib/sessions/queries";
import { freshDatabase, useDatabase } from "../support/database";
import { mailsOf } from "../support/jobs";
import { member } from "../support/members";
import { people } from "../support/people";

describe("asking for an export", () => {
  const database = useDatabase();
  const age = (minutes: number) =>
    database.db.update(exportTasks).set({ requestedAt: sql`now() - make_interval(mins => ${minutes})` });

  it("begins one, tells the open pages, and shows it on every page", async () => {
    const { ctx, sessionId } = await member(database.db, "susan");
    expect(await startExport(ctx, "en")).toEqual({ isNew: true });
    const [row] = await ownExports(ctx);
    expect(await notificationsSince(ctx, 0)).toMatchObject([
      { name: "task_progress", data: { task_id: row?.id, progress: 0 } },
    ]);
    const session = await openSession(ctx, sessionId);
    expect(session?.task).toEqual({ taskId: row?.id, percent: 0, hasFailed: false });
  });

  it("begins none while one is under way", async () => {
    const [susan] = await people(database.db, "susan");
    await startExport(susan, "en");
    expect(await startExport(susan, "en")).toEqual({ isNew: false });
    expect(await ownExports(susan)).toHaveLength(1);
  });

  it("is not held up by one that is older than an hour, whose job then does nothing", async () => {
    const [susan] = await people(database.db, "susan");
    await startExport(susan, "en");
    const [lost] = await ownExports(susan);
    await age(61);
    expect(await startExport(susan, "en")).toEqual({ isNew: true });
    expect(await noteProgress(susan, lost?.id ?? "", 50)).toBe(false);
  });

  it("is allowed twice a day", async () => {
    const [susan] = await people(database.db, "susan");
    for (const _ of [1, 2]) {
      await startExport(susan, "en");
      await mailsOf(database.db);
    }
    await expect(startExport(susan, "en")).rejects.toMatchObject({ code: "limited" });
    expect(await ownExports(susan)).toHaveLength(2);
  });

  it("puts away what failed before, as its owner can do themselves", async () => {
    const { ctx, sessionId } = await member(database.db, "susan");
    const failed = async () => {
      await startExport(ctx, "en");
      const [row] = await ownExports(ctx);
      await endExport(ctx, row?.id ?? "", "failed");
      return row?.id ?? "";
    };
    const first = await failed();
    expect((await openSession(ctx, sessionId))?.task).toMatchObject({ taskId: first, hasFailed: true });
    const second = await failed();
    expect((await ownExports(ctx)).map(({ id }) => id)).toEqual([second]);
    const [stranger] = await people(database.db, "john");
    await dismissExport(stranger, second);
    expect(await ownExports(ctx)).toHaveLength(1);
    await dismissExport(ctx, second);
    expect((await openSession(ctx, sessionId))?.task).toBeNull();
  });
});

describe("two clicks at once", () => {
  const database = freshDatabase({ max: 20 });

  it("begin one export and one job", async () => {
    const [susan] = await people(database.db, "susan");
    const clicks = await Promise.all(Array.from({ length: 10 }, () => startExport(susan, "en")));
    expect(clicks.filter(({ isNew }) => isNew)).toHaveLength(1);
    const rows = await database.db.select().from(exportTasks).where(eq(exportTasks.userId, susan.viewer.id));
    expect(rows).toHaveLength(1);
    const jobs = await database.db.execute(
      sql`select from pgboss.job where name = 'long' and data -> 'job' ->> 'exportId' = ${rows[0]?.id}`,
    );
    expect(jobs).toHaveLength(1);
  });
});
