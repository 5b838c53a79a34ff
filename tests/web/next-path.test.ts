import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { links } from "@/lib/links";
import { safeNext } from "@/lib/web/next-path";

const HOST = "https://microblog.example.org";

/** Where a browser that is sent to `path` by this site ends up. */
const landing = (path: string) => new URL(path, `${HOST}/auth/login`);

const ELSEWHERE = [
  "https://evil.example",
  "http://evil.example/",
  "//evil.example",
  "///evil.example",
  "////evil.example",
  "/\\evil.example",
  "\\/evil.example",
  "\\\\evil.example",
  "/\\/evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r/evil.example",
  "/\0/evil.example",
  "\t//evil.example",
  "\u0000//evil.example",
  " //evil.example",
  "\u00a0//evil.example",
  "http:evil.example",
  "https:evil.example",
  "https:/evil.example",
  "http:\\\\evil.example",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\nscript:alert(1)",
  "javascript://%0aalert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "mailto:ann@example.org",
  "/.//evil.example",
  "/..//evil.example",
  "/./\\evil.example",
  "/a/..//evil.example",
  "/a/../..//evil.example",
  "/%2e%2e//evil.example",
  "/.%2e//evil.example",
  "/%2f/evil.example",
  "/%2fevil.example",
  "/%5cevil.example",
  "/%5c/evil.example",
  "/%09/evil.example",
  "/%0a/evil.example",
  "/%0d%0aLocation:%20https://evil.example",
  "/%00",
  "/%ff",
  "/%e0%a4%a",
  "/%",
  "@evil.example",
  "user/ann",
  "?next=//evil.example",
  "#//evil.example",
  "",
  " ",
  "/a\u007f",
  "/\ud800\\",
  `/${"a".repeat(2_001)}`,
];

describe("where to go after signing in", () => {
  it.each(ELSEWHERE)("is home, and not %j", (next) => {
    expect(safeNext(next)).toBe("/");
  });

  it("is home when nothing is said", () => {
    expect([safeNext(null), safeNext(undefined)]).toEqual(["/", "/"]);
  });

  it.each([
    "/",
    "/explore",
    "/user/ann?before=42",
    "/user/ann/posts/7#top",
    "/search?q=%EB%B2%88%EC%97%AD&x=//evil.example",
    "/explore?next=https://evil.example",
    "/user/a.b-c_d",
    "/search?q=%5C%2F",
  ])("is where one was: %s", (next) => {
    expect(safeNext(next)).toBe(next);
  });

  it("is where the link to the sign-in page says", () => {
    for (const path of ["/", "/explore?before=1&x=2", "/search?q=a%20b#c"]) {
      expect(safeNext(landing(links.signInFor(path)).searchParams.get("next"))).toBe(path);
    }
  });

  it("never leaves the site, whatever is asked", () => {
    const piece = fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      "%2f",
      "%5c",
      "%2e",
      "\t",
      "\n",
      "evil.example",
      ":",
      "@",
      "http",
      "?",
      "#",
      "\ud800",
      "%00",
      "a",
    );
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: piece, maxLength: 12 }), fc.string({ unit: "binary" })),
        (text) => {
          for (const next of [text, `/${text}`]) {
            const path = safeNext(next);
            expect(landing(path).origin).toBe(HOST);
            expect(path).toMatch(/^\/(?![/\\])/);
            // Sent there twice, as by a page that keeps it in its address, one is still here.
            expect(safeNext(path)).toBe(path);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
