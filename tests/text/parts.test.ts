import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textParts } from "@/lib/text/rules";

describe("the parts of a text", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({
      unit: fc.constantFrom(
        "https://",
        "http://a.b",
        "(",
        ")",
        ".",
        ",",
        " ",
        "@",
        "%",
        "javascript:",
        "<",
        "한",
        "👩‍👩‍👧‍👦",
        "\n",
      ),
    }),
  );

  it("joined are the text, and every link is http or https", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const parts = textParts(text);
        expect(parts.map((part) => part.text).join("")).toBe(text);
        for (const { href } of parts) {
          if (href) expect(["http:", "https:"]).toContain(new URL(href).protocol);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["addresses of mail", "a@b.com\n"],
    ["mailto", "mailto:"],
    ["stars", "*"],
    ["schemes", "https://"],
    ["schemes with a dot", "https://."],
    ["brackets", "("],
    ["an address and brackets", `https://a.b/${")".repeat(60)}`],
    ["open brackets in an address", "https://a.b/(("],
    ["full stops after an address", "https://a.b......"],
    ["user names", "https://a@"],
    ["colons", "http://:::::"],
    ["percent signs", "http://a/%"],
  ])("are found in linear time in 64 KB of %s", (_, piece) => {
    const text = piece.repeat(Math.ceil(65_536 / piece.length));
    const time = (length: number) => {
      const began = performance.now();
      textParts(text.slice(0, length));
      return performance.now() - began;
    };
    time(65_536);
    const best = Math.min(time(65_536), time(65_536), time(65_536));
    expect(best).toBeLessThan(50);
  });

  it("are found in linear time in one endless address", () => {
    for (const tail of [")", ".", "(", "a", "%", "("]) {
      const text = `https://a.b/${tail.repeat(65_536)}`;
      textParts(text);
      const began = performance.now();
      textParts(text);
      expect(performance.now() - began, tail).toBeLessThan(50);
    }
  });
});
