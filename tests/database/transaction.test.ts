import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/connection";
import { Unavailable } from "@/db/outage";
import { HASTY, openings } from "../support/connections";
import { freshDatabase } from "../support/database";

const fresh = freshDatabase({ max: 5 });
const { open, openBehindRelay } = openings(fresh);
beforeAll(() => fresh.db.execute(sql`create table notes (story text, note text)`));

const note = (db: Pick<Database, "execute">, story: string, text: string) =>
  db.execute(sql`insert into notes values (${story}, ${text})`);

async function notesOf(story: string): Promise<string[]> {
  const rows = await fresh.db.execute<{ note: string }>(
    sql`select note from notes where story = ${story} order by note`,
  );
  return rows.map((row) => row.note);
}

describe.concurrent("a transaction", () => {
  it("is all or nothing", async () => {
    const failing = open().db.transaction(async (tx) => {
      await note(tx, "all", "first");
      throw new RangeError("changed my mind");
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await notesOf("all")).toEqual([]);
  });

  it("undoes an inner one alone", async () => {
    await open().db.transaction(async (tx) => {
      await note(tx, "inner", "outer");
      const failing = tx.transaction(async (inner) => {
        await note(inner, "inner", "failed");
        await inner.execute(sql`select 1 / 0`);
      });
      await expect(failing).rejects.toThrow();
      await tx.transaction((inner) => note(inner, "inner", "second"));
    });
    expect(await notesOf("inner")).toEqual(["outer", "second"]);
  });

  it("does not say it is stored when a failed statement was passed over", async () => {
    const careless = open().db.transaction(async (tx) => {
      await note(tx, "careless", "lost");
      await tx.execute(sql`select 1 / 0`).catch(() => undefined);
    });
    await expect(careless).rejects.toThrow("passed over");
    expect(await notesOf("careless")).toEqual([]);
  });

  it.each(["cut", "hangUp"] as const)(
    "does not go on elsewhere when its connection is lost (%s)",
    async (how) => {
      const { relay, db } = await openBehindRelay();
      const broken = db.transaction(async (tx) => {
        await note(tx, how, "before");
        relay[how]();
        await sleep(50);
        await note(tx, how, "after");
      });
      await expect(broken).rejects.toBeInstanceOf(Unavailable);
      expect(await notesOf(how)).toEqual([]);
      expect(await db.execute(sql`select 1 as one`)).toEqual([{ one: 1 }]);
    },
  );

  it("is not stored after it was given up", async () => {
    const hesitated = Promise.withResolvers<void>();
    const slow = open({ deadlines: HASTY }).db.transaction(async (tx) => {
      await note(tx, "late", "too late");
      await sleep(900);
      hesitated.resolve();
    });
    await expect(slow).rejects.toBeInstanceOf(Unavailable);
    await hesitated.promise;
    expect(await notesOf("late")).toEqual([]);
  });
});
