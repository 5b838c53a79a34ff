import { beforeAll, describe, expect, it } from "vitest";
import { adoptEnvironment } from "@/lib/env";
import { isForged } from "@/lib/web/origin";

const isRefused = (headers: Record<string, string>, method = "POST") =>
  isForged(method, new Headers(headers));

describe("on a public site", () => {
  const OURS = "https://microblog.example.org";
  beforeAll(() => {
    adoptEnvironment({
      APP_URL: OURS,
      AUTH_SECRET: "0123456789abcdef0123456789abcdef",
      DATABASE_URL: "postgres://db.example.org/microblog",
      RESEND_API_KEY: "re_123",
    } as unknown as NodeJS.ProcessEnv);
  });

  it.each<[string, Record<string, string>]>([
    ["our own page", { origin: OURS, "sec-fetch-site": "same-origin" }],
    ["our own page in a browser without fetch metadata", { origin: OURS }],
    [
      "our own page under a policy that hides the origin",
      { origin: "null", "sec-fetch-site": "same-origin" },
    ],
    ["our own page that sends no origin", { "sec-fetch-site": "same-origin" }],
  ])("a change that comes from %s is taken", (_, headers) => {
    expect(isRefused(headers)).toBe(false);
  });

  it.each<[string, Record<string, string>]>([
    ["another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    ["another site in an old browser", { origin: "https://evil.example" }],
    ["a neighbouring host", { origin: "https://blog.example.org", "sec-fetch-site": "same-site" }],
    ["nowhere", {}],
    ["nowhere, with an empty origin", { origin: "" }],
    ["an opaque origin", { origin: "null" }],
    ["an opaque origin elsewhere", { origin: "null", "sec-fetch-site": "cross-site" }],
    ["another site without an origin", { "sec-fetch-site": "cross-site" }],
    ["the address bar", { "sec-fetch-site": "none" }],
    ["a value that browsers do not send", { "sec-fetch-site": "SAME-ORIGIN" }],
    ["plain http", { origin: "http://microblog.example.org" }],
    ["another port", { origin: `${OURS}:8443` }],
    ["a look-alike", { origin: `${OURS}.evil.example` }],
    ["a look-alike before it", { origin: "https://evil-microblog.example.org" }],
    ["our address with a path", { origin: `${OURS}/` }],
    ["two origins", { origin: `${OURS}, https://evil.example` }],
    ["this machine", { origin: "http://localhost:3000" }],
    [
      "another site that also forges the forwarded host",
      { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    ],
    [
      "our own origin, in a request a browser calls foreign",
      { origin: OURS, "sec-fetch-site": "cross-site" },
    ],
  ])("a change that comes from %s is refused", (_, headers) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) expect(isRefused(headers, method)).toBe(true);
  });

  it("is read from everywhere", () => {
    for (const method of ["GET", "HEAD", "OPTIONS"]) {
      expect(isRefused({ origin: "https://evil.example", "sec-fetch-site": "cross-site" }, method)).toBe(
        false,
      );
    }
  });
});

describe("on one's own machine", () => {
  beforeAll(() => adoptEnvironment({ APP_URL: "http://127.0.0.1:3000" } as unknown as NodeJS.ProcessEnv));

  it("localhost and the loopback addresses are one site, on the same port", () => {
    for (const origin of ["http://127.0.0.1:3000", "http://localhost:3000", "http://[::1]:3000"]) {
      expect(isRefused({ origin })).toBe(false);
    }
    for (const origin of [
      "http://localhost:3001",
      "https://localhost:3000",
      "http://localhost",
      "http://localhost.evil.example:3000",
    ]) {
      expect(isRefused({ origin })).toBe(true);
    }
  });
});
