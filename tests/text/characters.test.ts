import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countCharacters, isStorable } from "@/lib/text/rules";
import { idSchema, plainText, requiredText } from "@/lib/text/schema";
import { milliseconds } from "../support/timing";

describe("the length of a text", () => {
  it.each([
    ["", 0],
    ["abc", 3],
    ["e\u0301", 1],
    ["🇰🇷🇪🇸", 2],
    ["👩‍👩‍👧‍👦", 1],
    ["👍🏽", 1],
    ["1️⃣", 1],
    ["\u1112\u1161\u11ab", 1],
    ["한글", 2],
    ["नमस्ते", 3],
    ["a\nb", 3],
    ["\r\n", 1],
    [`Z${"\u0337\u0321".repeat(50)}`, 1],
  ])("of %j is %i, as people count", (text, length) => {
    expect(countCharacters(text)).toBe(length);
  });

  it("is counted in time that grows with the text, not faster", () => {
    for (const text of [
      "👩‍👩‍👧‍👦".repeat(1_000),
      "e\u0301".repeat(30_000),
      "\u1112".repeat(60_000),
      "\n".repeat(60_000),
    ]) {
      const began = performance.now();
      countCharacters(text);
      expect(performance.now() - began).toBeLessThan(500);
    }
  });
});

describe("a text of at most 10 characters", () => {
  const schema = plainText(10);
  const reason = (text: unknown) => schema.safeParse(text).error?.issues[0]?.message;

  it("is kept as it was typed", () => {
    for (const text of [
      " a  b ",
      "a\tb\nc",
      "<b>&amp;",
      "\u202eabc",
      "a\u200bb",
      "''; --",
      "caf\u00e9",
      "cafe\u0301",
    ]) {
      expect(schema.parse(text)).toBe(text);
    }
  });

  it("has the line breaks of a browser's form as one character", () => {
    expect(schema.parse("12345\r\n789")).toBe("12345\n789");
    expect(schema.parse("1\r\n3\r\n5\r\n7\r\n9\r\n")).toBe("1\n3\n5\n7\n9\n");
    expect(reason("1\r3")).toBe("unstorable");
  });

  it("is full of anything that counts as ten", () => {
    expect(reason("👩‍👩‍👧‍👦".repeat(10))).toBeUndefined();
    expect(reason("👩‍👩‍👧‍👦".repeat(11))).toBe("tooLong");
    expect(reason("🇰🇷".repeat(10))).toBeUndefined();
  });

  it("is no wall of combining marks", () => {
    expect(reason(`Z${"\u0337".repeat(9)}`.repeat(10))).toBeUndefined();
    expect(reason(`Z${"\u0337".repeat(1_000)}`)).toBe("tooLong");
  });

  it.each([
    ["NUL", "a\0b"],
    ["a bell", "a\u0007b"],
    ["an escape", "\u001b[2J"],
    ["a form feed", "a\fb"],
    ["delete", "a\u007fb"],
    ["a C1 control", "a\u009bb"],
    ["half an emoji", "\ud83d"],
    ["half an emoji at the end", "abc\ud83d"],
    ["swapped halves", "\ude00\ud83d"],
  ])("does not hold %s", (_, text) => {
    expect(reason(text)).toBe("unstorable");
  });

  it("says first that it is too long, without reading all of it", async () => {
    const look = async () => expect(reason("\0".repeat(10_000_000))).toBe("tooLong");
    const times = [await milliseconds(look), await milliseconds(look), await milliseconds(look)];
    expect(Math.min(...times)).toBeLessThan(100);
  });

  it("that must not be blank is not", () => {
    for (const blank of ["", " ", "\n\n", "\t", "\u3000", "\u00a0"]) {
      expect(requiredText(10).safeParse(blank).error?.issues[0]?.message).toBe("required");
    }
  });

  it("is either taken and storable, or refused: nothing between", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.constantFrom("", "\0", "\ud800", "\r\n", "\u202e"),
        (text, odd) => {
          const parsed = schema.safeParse(text + odd);
          if (!parsed.success) return;
          expect(isStorable(parsed.data)).toBe(true);
          expect(countCharacters(parsed.data)).toBeLessThanOrEqual(10);
          expect(Buffer.from(parsed.data).toString()).toBe(parsed.data);
        },
      ),
    );
  });
});

describe("an id", () => {
  it.each([
    ["1", 1],
    [7, 7],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
  ])("may be %j", (given, id) => {
    expect(idSchema.parse(given)).toBe(id);
  });

  it.each([
    "0",
    "-1",
    "1.5",
    "9e99",
    "9007199254740992",
    "abc",
    "",
    " ",
    "1;drop",
    null,
    undefined,
    true,
    [],
    ["1"],
    {},
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ])("may not be %j", (given) => {
    expect(idSchema.safeParse(given).success).toBe(false);
  });
});
