import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gravatar, identicon } from "@/lib/people/rules";

describe("a Gravatar address", () => {
  it("is the tutorial's", () => {
    const address = "https://www.gravatar.com/avatar/d4c74594d841139328695756648b6bd6?d=identicon&s=128";
    expect(gravatar("john@example.com", 128)).toBe(address);
    expect(gravatar("John@Example.com", 128)).toBe(address);
  });
});

describe("an identicon", () => {
  it("is the same for the same person, and another for others", () => {
    expect(identicon(7)).toBe(identicon(7));
    const all = Array.from({ length: 500 }, (_, id) => identicon(id + 1));
    expect(new Set(all).size).toBe(500);
  });

  it("is one small drawing without a script, whoever it is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (id) => {
        const svg = identicon(id);
        expect(svg).toMatch(
          /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^<]*>(<(rect|g)[^<>]*\/?>|<\/g>)*<\/svg>$/,
        );
        expect(svg.length).toBeLessThan(2_000);
      }),
    );
  });

  it("is mirrored", () => {
    const columns = [...identicon(42).matchAll(/<rect x="(\d+)" y="(\d+)" width="8"/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    expect(columns.length).toBeGreaterThan(0);
    for (const [x = 0, y] of columns) expect(columns).toContainEqual([40 - x, y]);
  });
});
