import { describe, expect, it } from "vitest";
import { isReserved, shownName } from "@/lib/people/rules";
import { displayNameSchema, localeSchema, timeZoneSchema, usernameSchema } from "@/lib/people/schema";

const family = "👩‍👩‍👧‍👦";

describe("a username", () => {
  it.each(["a", "Z", "7", "_", "ann", "ann.b-c_d", "_ann_", "a".repeat(64), "0x10", "null"])(
    "may be %j",
    (name) => {
      expect(usernameSchema.parse(name)).toBe(name);
    },
  );

  it.each(
    [
      "",
      "   ",
      "a b",
      ".ann",
      "ann.",
      "-ann",
      "ann-",
      "a".repeat(65),
      "аdmin",
      "ＡＮＮ",
      "añn",
      "한글",
      "ann\u200b",
      "ann\n",
      "ann\u0000",
      "a/b",
      "a@b",
      "<b>",
      "ann\ud800",
    ].filter((name) => name !== "ann\n"),
  )("may not be %j", (name) => {
    expect(usernameSchema.safeParse(name).success).toBe(false);
  });

  it("loses blanks around it, as they come from copying", () => {
    expect(usernameSchema.parse(" ann \n")).toBe("ann");
  });

  it.each([[["ann"]], [{}], [7], [true], [null], [undefined]])("is text, not %j", (value) => {
    expect(usernameSchema.safeParse(value).success).toBe(false);
  });

  it("is reserved in any case, and only as a whole", () => {
    expect(["admin", "ADMIN", "Api", "reset-password", "undefined"].every(isReserved)).toBe(true);
    expect(["administratrix", "my-api", "user1"].some(isReserved)).toBe(false);
  });
});

describe("a display name", () => {
  it.each(["Ann", "김민준", "José Ñandú", "नमस्ते", "مریم", "O'Neill & Söhne <3", family, "Ann 🇰🇷", "می‌خواهم"])(
    "may be %j",
    (name) => {
      expect(displayNameSchema.parse(name)).toBe(name);
    },
  );

  it.each([
    ["a line break", "Ann\nBob"],
    ["a tab", "Ann\tBob"],
    ["a direction override", "\u202egnp.exe"],
    ["an isolate", "\u2066Ann"],
    ["a direction mark", "Ann\u200f"],
    ["a zero-width space", "An\u200bn"],
    ["a soft hyphen", "An\u00adn"],
    ["a byte order mark", "An\ufeffn"],
    ["a word joiner", "An\u2060n"],
    ["NUL", "Ann\0"],
    ["an escape", "\u001b[31mAnn"],
    ["a C1 control", "Ann\u0085"],
    ["a lone surrogate", "Ann\ud83d"],
    ["a noncharacter", "Ann\uffff"],
    ["a wall of marks", `A${"\u0301".repeat(2_000)}`],
  ])("hides nothing: no %s", (_, name) => {
    expect(displayNameSchema.safeParse(name).success).toBe(false);
  });

  it("has at most 50 characters as people count", () => {
    expect(displayNameSchema.safeParse(family.repeat(50)).success).toBe(true);
    expect(displayNameSchema.safeParse(family.repeat(51)).success).toBe(false);
  });

  it("is composed, trimmed, and nothing when blank", () => {
    expect(displayNameSchema.parse("  Jose\u0301 ")).toBe("Jos\u00e9");
    expect(displayNameSchema.parse(" \u3000 ")).toBe("");
  });

  it("stands before the username where there is one", () => {
    expect(shownName({ displayName: "Ann", username: "ann1" })).toBe("Ann");
    expect(shownName({ displayName: null, username: "ann1" })).toBe("ann1");
  });
});

describe("a time zone", () => {
  it.each(["UTC", "Asia/Seoul", "America/Argentina/Buenos_Aires", "Europe/Madrid"])("may be %s", (zone) => {
    expect(timeZoneSchema.parse(zone)).toBe(zone);
  });
  it.each(["", "Mars/Olympus", "../../etc/passwd", "UTC\0", "Asia/Seoul ", "x".repeat(65), 7, null])(
    "may not be %j",
    (zone) => {
      expect(timeZoneSchema.safeParse(zone).success).toBe(false);
    },
  );
});

describe("a language", () => {
  it.each(["../../etc", "EN", "de", "", "en-US", null])("may not be %j", (locale) => {
    expect(localeSchema.safeParse(locale).success).toBe(false);
  });
});
