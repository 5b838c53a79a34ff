import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { document, PROMISES } from "./document";
import { lastFigures } from "./reporter";

describe("docs/safety.md", () => {
  it("says what was measured, and nothing else", async () => {
    await expect(document(lastFigures())).toMatchFileSnapshot("../../docs/safety.md");
  });

  it("names tests that are there, and has a place for every figure", () => {
    const tried = PROMISES.flatMap((promised) => promised.tried);
    expect(tried.filter((file) => !existsSync(file))).toEqual([]);
    const known = new Set(PROMISES.map(({ id }) => id));
    expect(lastFigures().filter(({ promise }) => !known.has(promise))).toEqual([]);
  });

  it("says why where a promise is tried by nothing", () => {
    const silent = PROMISES.filter(({ tried, gap }) => tried.length === 0 && !gap);
    expect(silent.map(({ id }) => id)).toEqual([]);
  });
});
