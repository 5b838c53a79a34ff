import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "./lib/web/csp";
import { expireFlash } from "./lib/web/flash-cookie";
import { FLASH_COOKIE } from "./lib/web/flash-cookie-name";
import { isForged } from "./lib/web/origin";

/**
 * Hygiene for pages and forms, never the lock on a door: every page and action authenticates itself.
 * Programs' addresses stay out of the matcher by path; no request header may switch it off.
 */
export function proxy(request: NextRequest): NextResponse {
  if (isForged(request.method, request.headers)) return new NextResponse("Forbidden\n", { status: 403 });

  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set("x-nonce", nonce);
  headers.set("x-microblog-path", request.nextUrl.pathname + request.nextUrl.search);
  // In a header, because a page sees the cookies as this response changes them.
  const flash = isNavigation(request) ? request.cookies.get(FLASH_COOKIE)?.value : undefined;
  headers.set("x-microblog-flash", flash ?? "");

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  if (flash) expireFlash(response.cookies);
  return response;
}

/** A page that a person gets to see, as opposed to a prefetch or a form that is being taken. */
function isNavigation(request: NextRequest): boolean {
  return request.method === "GET" && !request.headers.has("next-router-prefetch");
}

export const config = {
  matcher: [
    "/((?!_next/static/|api$|api/(?!docs$)|notifications(?:/|$)|settings/import$|avatar/|healthz$|readyz$|(?:\\.well-known/)?security\\.txt$|icons\\.svg$|favicon\\.ico$|icon\\.svg$|apple-icon\\.png$).*)",
  ],
};
