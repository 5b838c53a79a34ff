import type { APIResponse } from "@playwright/test";
import { submitForm } from "../support/form";
import { expect, test } from "../support/test";

/** On every answer, whatever it is. */
const EVERYWHERE = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'nonce-NONCE' 'strict-dynamic'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join("; ");

const PRIVATE = "private, no-cache, no-store, max-age=0, must-revalidate";

/** What an answer says about itself, without what is new each time. */
function said(answer: APIResponse) {
  const headers = answer.headers();
  expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers).not.toHaveProperty("x-powered-by");
  expect(headers).not.toHaveProperty("access-control-allow-credentials");
  const policy = headers["content-security-policy"]?.replace(/'nonce-[\w+/=]+'/, "'nonce-NONCE'");
  const told = Object.fromEntries(Object.keys(EVERYWHERE).map((name) => [name, headers[name]]));
  expect(told).toEqual(EVERYWHERE);
  return [answer.status(), headers["content-type"], headers["cache-control"], policy];
}

test("each kind of answer says what may be done with it", async ({ person, request, browse }) => {
  const { context, id } = await person("ana");
  const member = context.request;
  const HTML = "text/html; charset=utf-8";
  const JSON_TYPE = "application/json; charset=utf-8";
  const follow = { maxRedirects: 0 };

  expect(said(await member.get("/"))).toEqual([200, HTML, PRIVATE, POLICY]);
  expect(said(await request.get("/auth/login"))).toEqual([200, HTML, PRIVATE, POLICY]);
  expect(said(await member.get("/user/nobody_here"))).toEqual([404, HTML, PRIVATE, POLICY]);
  expect(said(await member.get("/nowhere"))).toEqual([404, HTML, PRIVATE, POLICY]);
  const asJson = { headers: { accept: "application/json" } };
  expect(said(await member.get("/nowhere", asJson))).toEqual([404, JSON_TYPE, PRIVATE, POLICY]);
  expect(said(await member.get("/", { headers: { rsc: "1" } })).slice(0, 3)).toEqual([
    200,
    "text/x-component",
    PRIVATE,
  ]);
  expect(said(await request.get("/", follow)).slice(0, 1)).toEqual([307]);
  const { request: stranger } = (await browse()).context;
  const fields = { identifier: "nobody", password: "nothing" };
  const refused = await submitForm(stranger, { path: "/auth/login", by: "identifier", fields });
  expect(said(refused)).toEqual([401, HTML, PRIVATE.replace("private, ", ""), POLICY]);
  expect(said(await member.post("/", { headers: { origin: "https://evil.example" } }))[0]).toBe(403);
  expect(said(await member.get("/user/%ff"))[0]).toBe(400);
  expect(said(await member.get("/api/auth/session")).slice(0, 3)).toEqual([
    200,
    expect.stringContaining("application/json"),
    "private, no-store",
  ]);
  expect(said(await member.get(`/avatar/${id}`))).toEqual([
    200,
    "image/svg+xml; charset=utf-8",
    "public, max-age=31536000, immutable",
    "default-src 'none'; style-src 'none'; sandbox",
  ]);
  expect(said(await request.get("/healthz")).slice(0, 3)).toEqual([
    200,
    expect.stringContaining("application/json"),
    "no-store",
  ]);
  const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(await (await member.get("/")).text())?.[1] ?? "";
  expect(said(await request.get(script)).slice(0, 3)).toEqual([
    200,
    "application/javascript; charset=UTF-8",
    "public, max-age=31536000, immutable",
  ]);
});

test("every answer has a nonce of its own, on all its scripts, and takes none from outside", async ({
  person,
}) => {
  const { context } = await person("ana");
  const nonces = new Set<string>();
  for (let load = 0; load < 20; load += 1) {
    const answer = await context.request.get("/", {
      headers: { "content-security-policy": "script-src 'nonce-planted'", "x-nonce": "planted" },
    });
    const html = await answer.text();
    const nonce = /'nonce-([^']+)'/.exec(answer.headers()["content-security-policy"] ?? "")?.[1] ?? "";
    const onScripts = new Set(
      [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => /nonce="([^"]+)"/.exec(tag)?.[1]),
    );
    expect([...onScripts]).toEqual([nonce]);
    expect(html).not.toContain("planted");
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(20);
});

test("no header of a request switches the policy off", async ({ request }) => {
  for (const headers of [
    { "next-router-prefetch": "1" },
    { purpose: "prefetch" },
    { "x-middleware-prefetch": "1" },
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "next-router-segment-prefetch": "/_tree" },
  ] as Record<string, string>[]) {
    const answer = await request.get("/auth/login", { headers });
    expect(answer.headers()["content-security-policy"], JSON.stringify(headers)).toContain("nonce-");
    const forged = await request.post("/auth/login", {
      headers: { ...headers, origin: "https://evil.example" },
    });
    expect(forged.status(), JSON.stringify(headers)).toBe(403);
  }
});

test("nothing is served that is nobody's business", async ({ request }) => {
  for (const path of [
    "/.env",
    "/.git/config",
    "/package.json",
    "/server.js",
    "/_next/image?url=%2Ficon.svg&w=64&q=75",
    "/_next/static/",
    "/_next/data/x/index.json",
    "/__nextjs_original-stack-frame",
    "/_next/static/../../../package.json",
  ]) {
    expect([400, 404], path).toContain((await request.get(path)).status());
  }
});
