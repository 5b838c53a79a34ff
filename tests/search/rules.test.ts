import { describe, expect, it } from "vitest";
import { beginningOf, firstIdAt, followingDay, isEmpty, parseSearch } from "@/lib/search/rules";
import { searchInput } from "@/lib/search/schema";

const nothing = { words: [], phrases: [], without: [], from: [] };
const day = (year: number, month: number, date: number) => ({ year, month, day: date });

describe("a search that is typed", () => {
  it.each([
    ["hello world", { words: ["hello", "world"] }],
    ['"good morning" all', { words: ["all"], phrases: ["good morning"] }],
    ["-rain sun", { words: ["sun"], without: ["rain"] }],
    ['-"bad day" sun', { words: ["sun"], without: ["bad day"] }],
    ["from:ana FROM:@Ben", { from: ["ana", "Ben"] }],
    ["before:2026-02-28 after:2025-1-2", { before: day(2026, 2, 28), after: day(2025, 1, 2) }],
    ["한국어 공부", { words: ["한국어", "공부"] }],
    ["e-mail", { words: ["e-mail"] }],
    ['"never closed', { phrases: ["never closed"] }],
    ["before:yesterday", { phrases: ["before yesterday"] }],
    ["after:2026-02-30", { phrases: ["after 2026-02-30"] }],
    ['- -- "" *** :-)', {}],
    ["from:", { words: ["from:"] }],
    ["https://example.org/a", { words: ["https://example.org/a"] }],
  ])("%s", (typed, expected) => {
    expect(parseSearch(typed)).toEqual({ ...nothing, ...expected });
  });

  it("is empty only when nothing is asked for", () => {
    expect(isEmpty(parseSearch(' "" -- '))).toBe(true);
    expect(isEmpty(parseSearch("from:ana"))).toBe(false);
    expect(isEmpty(parseSearch("-rain"))).toBe(false);
  });

  it("is taken apart in time that grows with its length, whatever it holds", () => {
    const started = performance.now();
    for (const one of ['"', "-", "from:", '-"', " ", "a:", "\\"]) parseSearch(one.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(500);
  });

  it("never has more terms than the limit", () => {
    const { words, phrases } = parseSearch('a "b c" '.repeat(40));
    expect(words.length + phrases.length).toBe(12);
  });

  it("comes out of an address as one clean line, nonsense as nothing", () => {
    const q = (given: unknown) => searchInput.parse({ q: given }).q;
    expect(q("  a\u0000b\n\tc\u202e \ud800 ")).toBe("a b c");
    expect(q(["x", "y"])).toBe("");
    expect(q(undefined)).toBe("");
    expect(q("x".repeat(5_000))).toHaveLength(200);
  });

  it("keeps a place in the hits only when it is one", () => {
    const place = (after: unknown) => searchInput.parse({ q: "a", after }).after;
    expect(place("25.81")).toEqual({ position: 25, id: 81 });
    for (const wrong of ["25", "25.0", "-1.5", "1.99999999999999999", "a.b", "", [], "1e2.5"]) {
      expect(place(wrong)).toBeUndefined();
    }
  });
});

describe("a day", () => {
  it("begins when it begins where the person lives", () => {
    expect(beginningOf(day(2026, 3, 1), "UTC").toISOString()).toBe("2026-03-01T00:00:00.000Z");
    expect(beginningOf(day(2026, 3, 1), "Asia/Seoul").toISOString()).toBe("2026-02-28T15:00:00.000Z");
    expect(beginningOf(day(2026, 7, 1), "America/New_York").toISOString()).toBe("2026-07-01T04:00:00.000Z");
    // The clocks change on this very day.
    expect(beginningOf(day(2026, 3, 29), "Europe/Madrid").toISOString()).toBe("2026-03-28T23:00:00.000Z");
    expect(beginningOf(day(2026, 3, 30), "Europe/Madrid").toISOString()).toBe("2026-03-29T22:00:00.000Z");
  });

  it("is followed by the next, over months and years", () => {
    expect(followingDay(day(2024, 2, 28))).toEqual(day(2024, 2, 29));
    expect(followingDay(day(2025, 12, 31))).toEqual(day(2026, 1, 1));
  });

  it("has a first id", () => {
    expect(firstIdAt(new Date("2000-01-01T00:00:01Z"))).toBe(4_096_000);
    expect(firstIdAt(new Date("1970-01-01"))).toBe(0);
  });
});
