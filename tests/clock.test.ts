import { sql } from "drizzle-orm";
import { afterEach, expect, it, vi } from "vitest";
import { compareClocks, databaseTime } from "@/lib/clock";
import { useDatabase } from "./support/database";

const MINUTE_MS = 60_000;
const database = useDatabase();
const compare = () => compareClocks(database.db);

afterEach(async () => {
  vi.useRealTimers();
  await compare();
});

it.each([11, -11])(
  "whatever a process's own clock says (%i minutes off), it knows the database's",
  async (minutes) => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * MINUTE_MS });
    await compare();
    const [row] = await database.db.execute<{ at: number }>(
      sql`select extract(epoch from clock_timestamp())::float8 * 1000 as at`,
    );
    expect(Math.abs(databaseTime().getTime() - Number(row?.at))).toBeLessThan(MINUTE_MS / 10);
  },
);
