import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Flash, parseFlash, storeFlash } from "@/lib/web/flash-cookie";
import { FLASH_COOKIE } from "@/lib/web/flash-cookie-name";

/** What a browser would send back for a message. */
function kept(flash: Flash): string {
  const jar = new Map<string, string>();
  storeFlash({ set: (name, value) => jar.set(name, value) }, flash);
  return jar.get(FLASH_COOKIE) ?? "";
}

describe("a message for the next page", () => {
  it.each<Flash>([
    { key: "posted" },
    { key: "followed", values: { name: "김민준 <b>" } },
    { key: "limited", values: { minutes: 3 } },
  ])("comes back as it was: %j", (flash) => {
    expect(parseFlash(kept(flash))).toEqual(flash);
  });

  it("is made of letters that every browser keeps in a cookie", () => {
    expect(kept({ key: "followed", values: { name: 'a; b, "c" 한\r\n' } })).toMatch(/^[\w-]+$/);
  });

  it.each([
    ["nothing", undefined],
    ["an empty value", ""],
    ["no JSON", "not-json"],
    ["another shape", Buffer.from("[1]").toString("base64url")],
    ["no key", Buffer.from("{}").toString("base64url")],
    ["an endless key", kept({ key: "x".repeat(61) })],
    ["an endless value", kept({ key: "a", values: { name: "x".repeat(301) } })],
    ["an object as a value", Buffer.from('{"key":"a","values":{"name":{}}}').toString("base64url")],
  ])("is none when a cookie holds %s", (_, value) => {
    expect(parseFlash(value)).toBeNull();
  });

  it("is never an error, whatever a cookie holds", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => Buffer.from(text).toString("base64url")),
        ),
        (value) => {
          const flash = parseFlash(value);
          if (flash) expect(typeof flash.key).toBe("string");
        },
      ),
    );
  });
});
