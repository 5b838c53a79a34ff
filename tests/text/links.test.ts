import { describe, expect, it } from "vitest";
import { textParts } from "@/lib/text/rules";

/** The links of a text, as they are shown. */
const linksIn = (text: string) => textParts(text).flatMap(({ text, href }) => (href ? [text] : []));
const targetsIn = (text: string) => textParts(text).flatMap(({ href }) => href ?? []);

describe("an address in a text", () => {
  it.each([
    ["http://example.org", "http://example.org"],
    ["https://example.org/a?b=c#d", "https://example.org/a?b=c#d"],
    ["HTTPS://EXAMPLE.ORG/A", "HTTPS://EXAMPLE.ORG/A"],
    ["https://example.org:8443/x", "https://example.org:8443/x"],
    ["https://ko.wikipedia.org/wiki/한글", "https://ko.wikipedia.org/wiki/한글"],
    ["https://example.org/~ann/'quoted'/x", "https://example.org/~ann/'quoted'/x"],
    ["http://[::1]:3000/", "http://[::1]:3000/"],
  ])("is a link: %s", (text, link) => {
    expect(linksIn(text)).toEqual([link]);
  });

  it.each([
    ["Look at https://example.org.", "https://example.org"],
    ["https://example.org/a, or not", "https://example.org/a"],
    ["Really? https://example.org/a?!", "https://example.org/a"],
    ["(https://example.org/a)", "https://example.org/a"],
    ["(see https://example.org/a_(b))", "https://example.org/a_(b)"],
    ["https://en.wikipedia.org/wiki/Pipe_(computing)", "https://en.wikipedia.org/wiki/Pipe_(computing)"],
    ['"https://example.org/a"', "https://example.org/a"],
    ["*https://example.org/a*", "https://example.org/a"],
    ["<https://example.org/a>", "https://example.org/a"],
    ["봐요: https://example.org/a。", "https://example.org/a"],
    ["「https://example.org/a」", "https://example.org/a"],
    ["https://example.org/a…", "https://example.org/a"],
    ["https://example.org/a).", "https://example.org/a"],
    ["one\nhttps://example.org/a\ntwo", "https://example.org/a"],
  ])("ends before the sentence does: %s", (text, link) => {
    expect(linksIn(text)).toEqual([link]);
  });

  it("stands among others", () => {
    expect(linksIn("https://a.example https://b.example, https://c.example!")).toEqual([
      "https://a.example",
      "https://b.example",
      "https://c.example",
    ]);
  });

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://example.org",
    "mailto:ann@example.org",
    "//example.org",
    "example.org",
    "www.example.org",
    "xhttps://example.org",
    "https://",
    "https:///",
    "http://?",
    "https:// example.org",
    "http://[::1",
    "http://300.1.1.1.1.1/%",
  ])("is none: %s", (text) => {
    expect(linksIn(text)).toEqual([]);
  });

  it.each([
    "https://bank.example@evil.example/",
    "https://bank.example:pw@evil.example/",
    "https://ann@example.org",
    "https://@example.org",
  ])("does not hide where it leads: %s", (text) => {
    for (const target of targetsIn(text)) expect(new URL(target).username).toBe("");
    expect(targetsIn(text).some((target) => target.includes("evil"))).toBe(false);
  });

  it("leads where it says, in the form that tells look-alikes apart", () => {
    expect(targetsIn("https://аpple.example")).toEqual(["https://xn--pple-43d.example/"]);
    expect(targetsIn('https://example.org/"onmouseover=alert(1)')).toEqual(["https://example.org/"]);
  });
});
