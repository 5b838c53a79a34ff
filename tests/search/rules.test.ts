import { describe, expect, it } from "vitest";
import { isEmpty, markedParts, parseSearch } from "@/lib/search/rules";
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

describe("what was looked for in a text", () => {
  const marked = (text: string, q: string) =>
    markedParts(text, parseSearch(q))
      .map(({ text, isMatch }) => (isMatch ? `[${text}]` : text))
      .join("");

  it.each([
    ["Fresh bread, good bread", "bread", "Fresh [bread], good [bread]"],
    ["The Runners ran", "runner", "The [Runners] ran"],
    ["Two libraries", "library", "Two [libraries]"],
    ["Un café con leche", "CAFE", "Un [café] con leche"],
    ["La canción", "canciones", "La [canción]"],
    ["Telescopes", "teles", "[Telescopes]"],
    ["대한민국 축구", "민국", "대한[민국] 축구"],
    ["good bread", '"good bread"', "[good] [bread]"],
    ["bread and rain", "bread -rain", "[bread] and rain"],
    ["<b>bold</b>", "bold", "<b>[bold]</b>"],
    ["on and on", "one", "on and on"],
    ["", "x", ""],
  ])("%s / %s", (text, q, expected) => {
    expect(marked(text, q)).toBe(expected);
  });

  it("is never more or less than the text", () => {
    for (const text of ["e\u0301e\u0301 ㈜가나 ﬁne İstanbul", "한국어를 ｆｕｌｌ", "a\u0000b😀c"]) {
      for (const q of ["e", "fi", "가나", "istanbul full 한국", "😀"]) {
        expect(
          markedParts(text, parseSearch(q))
            .map((part) => part.text)
            .join(""),
        ).toBe(text);
      }
    }
  });
});
