import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { posts, users } from "@/db/schema";
import { postgresSearch } from "@/lib/ports/search-postgres";
import { errorsBetween } from "@/lib/ports/search-postgres-words";
import { freshDatabase } from "../support/database";
import { SAMPLES, type SampleName, sampleId } from "../support/search-posts";
import { found, itSearches } from "../support/search-suite";

const database = freshDatabase({ max: 4 });
const authors = new Map<string, number>();

beforeAll(async () => {
  for (const username of ["ana", "ben", "minji"]) {
    const [author] = await database.db
      .insert(users)
      .values({ username, email: `${username}@example.org`, passwordHash: "-" })
      .returning({ id: users.id });
    authors.set(username, author?.id ?? 0);
  }
  await database.db.insert(posts).values(
    (Object.keys(SAMPLES) as SampleName[]).map((name) => {
      const { author, body, language, on } = SAMPLES[name];
      const createdAt = new Date(`${on}T12:00:00Z`);
      return { id: sampleId(name), authorId: authors.get(author) ?? 0, body, language, createdAt };
    }),
  );
});

const open = () => ({
  search: postgresSearch(database.db),
  authorId: (username: string) => authors.get(username),
});

describe("search in PostgreSQL", () => {
  itSearches(open);

  it.each<[string, SampleName[]]>([
    ["river run", ["runners"]],
    ["runner", ["runners"]],
    ["canciones", ["songs", "song"]],
    ["niño", ["child"]],
    ["민국", ["koreanSpace"]],
    ["찌개", ["koreanFood"]],
    ["책", ["koreanBook"]],
    ['"재미있는 책"', ["koreanBook"]],
    ['"책 재미있는"', []],
    ["lescop", ["telescope"]],
    ["schumann mondays", ["orchestra", "library"]],
    ["김취", ["koreanFood"]],
    ["C++", ["signs"]],
    ["and/or", ["signs"]],
  ])("finds %s by the stem, the part or the sound", async (typed, finds) => {
    expect(await found(open(), typed)).toEqual(finds);
  });

  it("puts what says it literally before other forms of the word, whatever is newer", async () => {
    expect(await found(open(), "libraries")).toEqual(["libraries", "library"]);
    expect(await found(open(), "library")).toEqual(["library", "libraries"]);
  });

  it("gives the newest first among equals", async () => {
    expect(await found(open(), "good")).toEqual(["butter", "bread"]);
  });

  it("looks for a common word among the newest weeks, and for what is rare in all of them", async () => {
    const { db } = database;
    await db.execute(sql`
      insert into posts (id, author_id, body, created_at)
      select next_post_id(at), ${authors.get("ana")}, 'everyday words' || case when n = 1500 then ' and a jewel' else '' end, at
      from generate_series(1, 1500) n, lateral (select timestamptz '2026-02-01' - n * interval '1 day' as at) w`);
    await db.execute(sql`analyze posts`);
    const years = await found(open(), "everyday");
    expect(years).toHaveLength(100);
    const [newest] = await db.execute<{ id: string }>(
      sql`select id from posts where body = 'everyday words' order by id desc limit 1`,
    );
    expect(years[0]).toBe(newest?.id);
    expect(await found(open(), "everyday jewel")).toHaveLength(1);
    expect(await found(open(), "everyday before:2022-02-01 from:ana")).toHaveLength(39);
    expect(await found(open(), "everyday from:ben")).toEqual([]);
    await db.execute(sql`delete from posts where body like 'everyday words%'`);
  });

  it("forgets words with their last post, and learns those it does not know, when built anew", async () => {
    const { db } = database;
    const known = async (word: string) =>
      (await db.execute(sql`select from search_words where word = ${word}`)).length === 1;
    await db.execute(sql`insert into search_words (word) values ('nevermore')`);
    await db.execute(sql`delete from search_words where word = 'orchestra'`);
    await postgresSearch(db).reindex(
      (async function* () {
        yield [{ id: sampleId("orchestra"), authorId: 1, body: "", language: null }];
      })(),
    );
    expect(await known("nevermore")).toBe(false);
    expect(await known("orchestra")).toBe(true);
    expect(await known("telescope")).toBe(true);
  });
});

describe("typing errors", () => {
  it.each([
    ["telescope", "telescope", 0],
    ["telescpoe", "telescope", 1],
    ["tlescope", "telescope", 1],
    ["teles", "telescope", 0],
    ["lescop", "telescope", 0],
    ["orchesta", "orchestral", 2],
    ["김취".normalize("NFD"), "김치찌개".normalize("NFD"), 1],
    ["house", "mouse", 1],
    ["", "", 0],
  ])("%s for %s", (typed, word, errors) => {
    expect(errorsBetween(typed, word)).toBe(errors);
  });
});
