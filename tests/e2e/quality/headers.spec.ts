import type { APIResponse } from "@playwright/test";
import { OWN_HEADERS, submitForm } from "../support/form";
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

test("cookies are as closed as they can be", async ({ browse, member }) => {
  const ana = await member("ana");
  const { context } = await browse();
  const fields = { identifier: ana.username, password: ana.password, remember: "on" };
  const answer = await submitForm(context.request, {
    path: "/auth/login",
    by: "identifier",
    fields,
    headers: OWN_HEADERS,
  });
  const set = answer.headersArray().filter(({ name }) => name.toLowerCase() === "set-cookie");
  const flags = Object.fromEntries(
    set.map(({ value }) => {
      const [pair = "", ...attributes] = value.split("; ");
      const kept = attributes.filter((attribute) => !attribute.startsWith("Expires="));
      return [pair.split("=")[0], kept.map((attribute) => attribute.toLowerCase()).sort()];
    }),
  );
  expect(flags).toEqual({
    "mb.session": ["httponly", "max-age=2592000", "path=/", "samesite=lax"],
    "mb.device": ["httponly", "max-age=31536000", "path=/", "samesite=lax"],
  });
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
