import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { useDatabase } from "../support/database";

describe("the tables", () => {
  const database = useDatabase();

  it("say of every reference what becomes of it when its target is deleted", async () => {
    const undecided = await database.db.execute(sql`
      select conname from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace and confdeltype = 'a'`);
    expect([...undecided]).toEqual([]);
  });

  it("find what refers to a row by index, so that deleting it reads no whole table", async () => {
    const unindexed = await database.db.execute(sql`
      select conname from pg_constraint reference
      where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
        select from pg_index
        where indrelid = reference.conrelid
          and (indkey::int2[])[0:cardinality(reference.conkey) - 1] @> reference.conkey)`);
    expect([...unindexed]).toEqual([]);
  });

  it("have a key each", async () => {
    const keyless = await database.db.execute(sql`
      select relname from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace and not exists (
        select from pg_constraint where conrelid = pg_class.oid and contype in ('p', 'u'))`);
    expect([...keyless]).toEqual([]);
  });

  it("are ordered as lists ask: no index is descending, for every one is read both ways", async () => {
    const descending = await database.db.execute(sql`
      select indexdef from pg_indexes where schemaname = 'public' and indexdef ~ '\\mDESC\\M'`);
    expect([...descending]).toEqual([]);
  });
});
