import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { users } from "@/db/schema";
import { register } from "@/lib/accounts/mutations";
import { registerInput } from "@/lib/accounts/schema";
import { isPassword } from "@/lib/crypto";
import { adoptEnvironment } from "@/lib/env";
import { reasonsOf } from "@/lib/web/reasons";
import { useDatabase } from "../support/database";
import { people } from "../support/people";

const good = {
  username: "ann",
  email: "ann@example.org",
  password: "correct horse battery",
  passwordAgain: "correct horse battery",
  timeZone: "Asia/Seoul",
};

/** What is wrong with a form, field by field. */
function complaints(changes: Record<string, unknown>): Record<string, string> {
  const parsed = registerInput.safeParse({ ...good, ...changes });
  if (parsed.success) return {};
  return Object.fromEntries(Object.entries(reasonsOf(parsed.error)).map(([field, { key }]) => [field, key]));
}

describe("the form", () => {
  it("is good as it stands", () => {
    expect(complaints({})).toEqual({});
  });

  it.each<[string, unknown, string]>([
    ["username", "", "required"],
    ["username", undefined, "required"],
    ["username", "a b", "usernameCharacters"],
    ["username", "a".repeat(65), "usernameTooLong"],
    ["email", "", "required"],
    ["email", "ann", "emailInvalid"],
    ["email", "ann@", "emailInvalid"],
    ["email", "ann@example.org, bob@example.org", "emailInvalid"],
    ["email", "ann@example.org\r\nBcc: bob@example.org", "emailInvalid"],
    ["email", "ann\0@example.org", "emailInvalid"],
    ["email", "ann＠example.org", "emailInvalid"],
    ["email", "ann@@example.org", "emailInvalid"],
    ["email", `${"a".repeat(250)}@example.org`, "emailInvalid"],
    ["email", ["ann@example.org"], "required"],
    ["password", "", "required"],
    ["password", "1234567", "passwordTooShort"],
    ["password", "🔒".repeat(7), "passwordTooShort"],
    ["password", "x".repeat(129), "passwordTooLong"],
    ["password", "x".repeat(100_000), "passwordTooLong"],
    ["password", "lone \ud800 surrogate", "unstorable"],
    ["passwordAgain", "", "required"],
    ["passwordAgain", "something else", "passwordsDiffer"],
    ["isAdmin", "1", "unknownField"],
    ["id", "1", "unknownField"],
  ])("complains about %s %j: %s", (field, value, reason) => {
    const all = complaints({ [field]: value });
    // A password that changes also differs from its repetition.
    expect(all[field]).toBe(reason);
  });

  it.each(["🔒".repeat(8), "x".repeat(128), "with blanks and ünï", " 8 blanks "])(
    "takes any characters: %j",
    (password) => {
      expect(complaints({ password, passwordAgain: password })).toEqual({});
    },
  );

  it("takes an é however the keyboard makes it", () => {
    const parsed = registerInput.parse({
      ...good,
      password: "cafe\u0301 noir 1",
      passwordAgain: "caf\u00e9 noir 1",
    });
    expect(parsed.password).toBe("caf\u00e9 noir 1");
  });

  it("does not mind a time zone it does not know", () => {
    expect(registerInput.parse({ ...good, timeZone: "Mars/Olympus" }).timeZone).toBe("");
    expect(complaints({ timeZone: undefined })).toEqual({});
  });
});

describe("becoming a member", () => {
  const database = useDatabase();
  const anyone = () => ({ db: database.db, viewer: null });
  const origin = { address: null, knownAccountId: null };
  const join = (changes: Partial<typeof good> = {}) => register(anyone(), { ...good, ...changes }, origin);

  beforeEach(async () => {
    await people(database.db, "taken");
  });

  it("stores the password as argon2id of OWASP's strength, and nothing of it in clear", async () => {
    const { id } = await join();
    const [row] = await database.db.select().from(users).where(eq(users.id, id));
    expect(row).toMatchObject({
      username: "ann",
      email: "ann@example.org",
      timeZone: "Asia/Seoul",
      theme: "auto",
    });
    expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(row)).not.toContain(good.password);
    expect(await isPassword(row?.passwordHash ?? "", good.password)).toBe(true);
    expect(await isPassword(row?.passwordHash ?? "", `${good.password}x`)).toBe(false);
  });

  it("tells all that is wrong at once", async () => {
    const refused = join({ username: "TAKEN", email: "Taken@Example.org", password: "password1" });
    await expect(refused).rejects.toMatchObject({
      code: "invalid",
      details: {
        fields: {
          username: { key: "usernameTaken" },
          email: { key: "emailTaken" },
          password: { key: "passwordCommon" },
        },
      },
    });
  });

  it("is not possible under a name of the site", async () => {
    await expect(join({ username: "Admin" })).rejects.toMatchObject({
      details: { fields: { username: { key: "usernameTaken" } } },
    });
  });

  it("is limited to five from one address in half an hour", async () => {
    const from = (number: number, address: string) =>
      register(
        anyone(),
        { ...good, username: `ann${number}`, email: `ann${number}@example.org` },
        { address, knownAccountId: null },
      );
    for (let number = 0; number < 5; number += 1) await from(number, "192.0.2.1");
    await expect(from(6, "192.0.2.1")).rejects.toMatchObject({ code: "limited" });
    await from(7, "192.0.2.2");
    // Where a class stands behind one address.
    adoptEnvironment({ REGISTRATIONS_PER_ADDRESS: "40" });
    await from(8, "192.0.2.1");
    adoptEnvironment({ REGISTRATIONS_PER_ADDRESS: undefined });
  });
});
