import { describe, expect, it } from "vitest";
import { Refusal } from "@/bin/command";
import { demoOptions, whyNoDemo } from "@/bin/demo/options";

const own = { isPublic: false, isDatabaseEmbedded: true, others: 0 };
const configured = { ...own, isDatabaseEmbedded: false };

describe("the demo", () => {
  it("is let into the database of npm start, beside people who have registered there", () => {
    expect(whyNoDemo({ ...own, others: 3 }, false)).toBeNull();
  });

  it("is let into a configured database that nobody uses", () => {
    expect(whyNoDemo(configured, false)).toBeNull();
  });

  it("is kept out of a configured database with other people's accounts, unless it is forced", () => {
    expect(whyNoDemo({ ...configured, others: 3 }, false)).toContain("--force");
    expect(whyNoDemo({ ...configured, others: 3 }, true)).toBeNull();
  });

  it("is kept out of a public site, forced or not", () => {
    for (const force of [true, false]) {
      expect(whyNoDemo({ ...own, isPublic: true }, force)).toContain("public site");
      expect(whyNoDemo({ ...configured, isPublic: true }, force)).toContain("public site");
    }
  });
});

describe("its command line", () => {
  it("has a default for everything", () => {
    expect(demoOptions([])).toEqual({ people: 50, posts: 4_000, reset: false, force: false });
  });

  it("takes how many, and whether anew", () => {
    expect(demoOptions(["--people", "80", "--posts=500", "--reset"])).toMatchObject({
      people: 80,
      posts: 500,
      reset: true,
    });
  });

  it.each([
    ["--people", "9"],
    ["--people=1001"],
    ["--posts", "many"],
    ["--posts=1e9"],
    ["--bogus"],
    ["extra"],
  ])("refuses %s %s with the usage", (...given) => {
    expect(() => demoOptions(given)).toThrow(Refusal);
    expect(() => demoOptions(given)).toThrow("npm run demo --");
  });
});
