import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PermanentFailure, TemporaryFailure } from "@/lib/ports/contracts";
import type { SearchablePost } from "@/lib/ports/search-contract";
import { meilisearchSearch } from "@/lib/ports/search-meilisearch";
import { SETTINGS } from "@/lib/ports/search-meilisearch-query";
import { type FakeMeilisearch, INDEX_KEY, SEARCH_KEY, startMeilisearch } from "../support/fakes/meilisearch";
import { SAMPLES, type SampleName, sampleId } from "../support/search-posts";
import { itSearches } from "../support/search-suite";

let fake: FakeMeilisearch;
const AUTHORS = ["ana", "ben", "minji"];
const authorId = (username: string) => AUTHORS.indexOf(username) + 1 || undefined;
const samples: SearchablePost[] = (Object.keys(SAMPLES) as SampleName[]).map((name) => ({
  id: sampleId(name),
  authorId: authorId(SAMPLES[name].author) ?? 0,
  body: SAMPLES[name].body,
  language: SAMPLES[name].language,
}));
const adapter = (keys = {}) =>
  meilisearchSearch({ url: fake.url, searchKey: SEARCH_KEY, indexKey: INDEX_KEY, ...keys });
const nothing = { words: [], phrases: [], without: [], language: "en" };
const idsIn = (uid = "posts") => [...(fake.indexes.get(uid)?.documents.keys() ?? [])];

beforeAll(async () => {
  fake = await startMeilisearch();
});
afterAll(() => fake.close());

describe("search by Meilisearch", () => {
  beforeAll(() => adapter().index(samples));
  itSearches(() => ({ search: adapter(), authorId }));
});

describe("the index of Meilisearch", () => {
  beforeEach(() => {
    fake.mode = "ok";
    fake.indexes.clear();
    fake.tasks = [];
    fake.calls = [];
  });

  it("is made with our settings when it is first written to, and only then", async () => {
    const search = adapter();
    await search.index(samples.slice(0, 2));
    await search.index(samples.slice(2, 3));
    expect(fake.indexes.get("posts")?.settings).toEqual(SETTINGS);
    expect(idsIn()).toEqual(samples.slice(0, 3).map(({ id }) => id));
    expect(fake.tasks.filter(({ type }) => type === "settingsUpdate")).toHaveLength(1);
  });

  it("takes changes and removals as often as they come", async () => {
    const search = adapter();
    const [first, second] = samples;
    if (!first || !second) throw new Error("there are samples");
    await search.index([first, second]);
    await search.index([{ ...first, body: "changed" }]);
    await search.remove([second.id]);
    await search.remove([second.id, 12_345]);
    expect([...(fake.indexes.get("posts")?.documents.values() ?? [])]).toMatchObject([
      { id: first.id, body: "changed" },
    ]);
  });

  it("is built anew beside the old one, which answers until both are swapped", async () => {
    const search = adapter();
    await search.index([{ id: 1, authorId: 1, body: "stale", language: null }]);
    await search.reindex(
      (async function* () {
        yield samples.slice(0, 5);
        expect(await search.query({ ...nothing, words: ["stale"] }, 10)).toEqual([1]);
        yield samples.slice(5);
      })(),
    );
    expect(idsIn()).toEqual(samples.map(({ id }) => id));
    expect(fake.indexes.get("posts")?.settings).toEqual(SETTINGS);
    expect([...fake.indexes.keys()]).toEqual(["posts"]);
  });

  it("stays as it was when building it anew fails, and nothing is left lying about", async () => {
    const search = adapter();
    await search.index(samples.slice(0, 3));
    const broken = (async function* () {
      yield samples;
      throw new Error("the database is gone");
    })();
    await expect(search.reindex(broken)).rejects.toThrow();
    expect(idsIn()).toHaveLength(3);
    expect([...fake.indexes.keys()]).toEqual(["posts"]);
  });

  it("tells its ids between two", async () => {
    const search = adapter();
    await search.index([10, 20, 30].map((id) => ({ id, authorId: 1, body: "x", language: null })));
    expect(await search.idsBetween(10, 30)).toEqual([20, 30]);
    expect(await search.idsBetween(30, Number.MAX_SAFE_INTEGER - 1)).toEqual([]);
  });

  it("says when a task was taken and not done", async () => {
    fake.mode = "fail-tasks";
    await expect(adapter().index(samples)).rejects.toThrow(TemporaryFailure);
  });

  it.each(["500", "429", "reset", "garbage"] as const)("may do it later: %s", async (mode) => {
    fake.mode = mode;
    await expect(adapter().query({ ...nothing, words: ["a"] }, 10)).rejects.toThrow(TemporaryFailure);
    await expect(adapter().remove([1])).rejects.toThrow(TemporaryFailure);
  });

  it.each(["hang", "slow"] as const)("is waited for 800 ms by a page: %s", async (mode) => {
    fake.mode = mode;
    const started = performance.now();
    await expect(adapter().query({ ...nothing, words: ["a"] }, 10)).rejects.toThrow(TemporaryFailure);
    expect(performance.now() - started).toBeLessThan(1_400);
  });

  it("does not search with the key for writing, nor write with the key for searching", async () => {
    const swapped = adapter({ searchKey: INDEX_KEY, indexKey: SEARCH_KEY });
    await expect(swapped.query({ ...nothing, words: ["a"] }, 10)).rejects.toThrow(TemporaryFailure);
    await expect(swapped.index(samples)).rejects.toThrow(TemporaryFailure);
  });

  it("has no such thing as an index that is missing: the database answers until it is made", async () => {
    await expect(adapter().query({ ...nothing, words: ["a"] }, 10)).rejects.not.toThrow(PermanentFailure);
  });
});
