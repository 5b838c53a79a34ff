import { describe, expect, it } from "vitest";
import { adoptEnvironment, ConfigurationError, environmentWith, parseEnv } from "@/lib/env";
import type { Source } from "@/lib/env-rules";
import type { Variable } from "@/lib/env-variables";

const SECRET = "3f9a1c5e7b2d8046af31ce57b92d8046";

/** The least a public site may start with. */
const publicSite: Source = {
  APP_URL: "https://microblog.example.org",
  AUTH_SECRET: SECRET,
  DATABASE_URL: "postgres://microblog:pw@db.example.org/microblog",
  RESEND_API_KEY: "re_123",
};

function refusal(source: Source): ConfigurationError {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error("The configuration was accepted.");
}

const refused = (source: Source) => refusal(source).problems.map(({ variable }) => variable);

describe("what was brought along", () => {
  it("is configured from now on, and what was not stays so", () => {
    adoptEnvironment({ DATA_DIR: "elsewhere", LOG_FILE: undefined });
    expect(environmentWith({})).toMatchObject({ DATA_DIR: "elsewhere" });
    expect(environmentWith({}).LOG_FILE).toBeUndefined();
    adoptEnvironment({ DATA_DIR: "" });
  });
});

describe("on a loopback address", () => {
  it("needs nothing", () => {
    const env = parseEnv({});
    expect(env).toMatchObject({
      appUrl: "http://127.0.0.1:3000",
      isPublic: false,
      isDatabaseEmbedded: true,
      rateLimits: true,
      databasePrepare: true,
      postMaxLength: 140,
      admins: [],
      mailFrom: "no-reply@127.0.0.1",
    });
    expect(Object.isFrozen(env)).toBe(true);
  });

  it.each(["http://localhost:4000", "http://app.localhost", "http://127.9.9.9", "http://[::1]:3000"])(
    "counts %s as such",
    (APP_URL) => expect(parseEnv({ APP_URL }).isPublic).toBe(false),
  );

  it("lets limits be switched off", () => {
    expect(parseEnv({ RATE_LIMITS: "off" }).rateLimits).toBe(false);
  });

  it("counts an empty variable as unset", () => {
    expect(parseEnv({ PORT: "", AUTH_SECRET: "", DATABASE_URL: "", RATE_LIMITS: "" })).toMatchObject({
      port: 3000,
      isDatabaseEmbedded: true,
      rateLimits: true,
    });
  });

  it("says what is missing when something asks for it", () => {
    expect(() => parseEnv({}).authSecret).toThrow(/AUTH_SECRET: .*npm start/);
    expect(() => parseEnv({}).databaseUrl).toThrow(/DATABASE_URL: .*npm start/);
  });

  it("migrates and listens past a pooler where there is one", () => {
    const DATABASE_URL = "postgres://pooler/microblog";
    expect(parseEnv({ DATABASE_URL }).databaseDirectUrl).toBe(DATABASE_URL);
    const DATABASE_DIRECT_URL = "postgres://direct/microblog";
    expect(parseEnv({ DATABASE_URL, DATABASE_DIRECT_URL }).databaseDirectUrl).toBe(DATABASE_DIRECT_URL);
  });
});

describe("a public site", () => {
  it("starts with a secret, a database, https and a mail provider", () => {
    expect(parseEnv(publicSite)).toMatchObject({
      isPublic: true,
      appUrl: "https://microblog.example.org",
      mailFrom: "no-reply@microblog.example.org",
    });
    expect(parseEnv({ ...publicSite, DATABASE_URL: "", DATA_DIR: "/var/lib/microblog" }).isPublic).toBe(true);
    expect(parseEnv({ ...publicSite, RESEND_API_KEY: "", SMTP_URL: "smtp://mail" }).isPublic).toBe(true);
  });

  it.each<[string, Source, Variable]>([
    ["no secret", { AUTH_SECRET: "" }, "AUTH_SECRET"],
    ["a short secret", { AUTH_SECRET: SECRET.slice(1) }, "AUTH_SECRET"],
    ["a monotonous secret", { AUTH_SECRET: "changeme".repeat(1).padEnd(40, "e") }, "AUTH_SECRET"],
    ["plain http", { APP_URL: "http://microblog.example.org" }, "APP_URL"],
    ["an embedded database in a folder nobody chose", { DATABASE_URL: "" }, "DATA_DIR"],
    ["limits switched off", { RATE_LIMITS: "off" }, "RATE_LIMITS"],
    ["no mail provider", { RESEND_API_KEY: "" }, "RESEND_API_KEY"],
    ["Inngest without signatures", { INNGEST_DEV: "1" }, "INNGEST_DEV"],
    ["Inngest without a signing key", { INNGEST_EVENT_KEY: "k" }, "INNGEST_SIGNING_KEY"],
  ])("refuses %s", (_, change, variable) => {
    expect(refused({ ...publicSite, ...change })).toEqual([variable]);
  });

  it("is also one that listens for other machines and does not say its address", () => {
    expect(refused({ HOST: "0.0.0.0" })).toEqual(["AUTH_SECRET", "APP_URL", "DATA_DIR", "RESEND_API_KEY"]);
    expect(parseEnv({ HOST: "0.0.0.0", APP_URL: "http://localhost:3000" }).isPublic).toBe(false);
  });
});

describe("a wrong value", () => {
  it.each<[Variable, string]>([
    ["PORT", "http"],
    ["PORT", "0"],
    ["PORT", "70000"],
    ["HOST", "127.0.0.1/8"],
    ["APP_URL", "microblog.example.org"],
    ["APP_URL", "https://example.org/blog"],
    ["APP_URL", "https://user:pw@example.org"],
    ["APP_URL", "javascript:alert(1)"],
    ["DATABASE_URL", "mysql://localhost/microblog"],
    ["AUTH_SECRET", "secret"],
    ["RATE_LIMITS", "no"],
    ["AVATARS", "photo"],
    ["POST_MAX_LENGTH", "5001"],
    ["MESSAGE_MAX_LENGTH", "0"],
    ["ADMINS", "ann@example.org, bob"],
    ["MAIL_FROM", "Microblog"],
    ["MAIL_FROM", "a@example.org\nBcc: b@example.org"],
    ["SMTP_URL", "http://mail.example.org"],
    ["INNGEST_DEV", "yes"],
    ["SECURITY_CONTACT", "http://example.org/security"],
    ["SECURITY_CONTACT", "a@example.org\nContact: mailto:b@example.org"],
    ["REGISTRATIONS_PER_ADDRESS", "0"],
  ])("of %s (%s) is refused with its remedy", (variable, value) => {
    const error = refusal({ [variable]: value });
    expect(error.problems.map((problem) => problem.variable)).toEqual([variable]);
    expect(error.message).toMatch(new RegExp(`^ {2}${variable}: \\S`, "m"));
  });

  it("is never repeated, and all are named at once", () => {
    const secrets = { AUTH_SECRET: "hunter2", DATABASE_URL: "hunter3", SMTP_URL: "hunter4", PORT: "hunter5" };
    const { message } = refusal(secrets);
    expect(message).not.toContain("hunter");
    for (const name of Object.keys(secrets)) expect(message).toContain(name);
  });
});
