import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { migrate } from "@/db/migrate";
import { queueVersion } from "@/db/queue";
import { freshDatabase, useDatabase } from "../support/database";

describe("migrations", () => {
  const fresh = freshDatabase({ max: 2 });

  const applied = () =>
    fresh.db.execute(sql`select count(*)::int as count from drizzle.__drizzle_migrations`);

  it("may be run again, and by several processes at once", async () => {
    const before = await applied();
    await Promise.all([migrate(fresh.url), migrate(fresh.url), migrate(fresh.url)]);
    expect(await applied()).toEqual(before);
  });

  it("are run once by processes that find an empty database", async () => {
    const before = await applied();
    await fresh.db.execute(sql`drop schema public cascade`);
    await fresh.db.execute(sql`drop schema drizzle cascade`);
    await fresh.db.execute(sql`create schema public`);
    await Promise.all(Array.from({ length: 5 }, () => migrate(fresh.url)));
    expect(await applied()).toEqual(before);
  });

  it("make the queue of the version by which a backup is judged", async () => {
    const [row] = await fresh.db.execute(sql`select version from pgboss.version`);
    expect(row?.version).toBe(queueVersion());
  });

  it("say at once when the database refuses", async () => {
    const url = new URL(fresh.url);
    url.password = "wrong";
    await expect(migrate(url.href)).rejects.toMatchObject({ code: "28P01" });
  });
});

describe("the database of a test", () => {
  const database = useDatabase();
  const rows = () => database.db.execute(sql`select count(*)::int as count from users`);
  const insert = () =>
    database.db.execute(
      sql`insert into users (username, email, password_hash) values ('ann', 'ann@example.org', 'x')`,
    );

  it.each([1, 2])("holds what the test writes, and nothing of the one before (%i)", async () => {
    expect(await rows()).toMatchObject([{ count: 0 }]);
    await database.db.transaction(insert);
    expect(await rows()).toMatchObject([{ count: 1 }]);
  });

  it("goes on after a transaction that failed", async () => {
    await insert();
    await expect(database.db.transaction(insert)).rejects.toThrow();
    expect(await rows()).toMatchObject([{ count: 1 }]);
  });
});
