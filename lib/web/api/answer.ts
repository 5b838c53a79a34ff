import { createHash } from "node:crypto";
import { STATUS_CODES } from "node:http";

// Any site may call the API with a token that its visitor gave it: there are no cookies to abuse.
export const CORS = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": [
    "ETag",
    "Link",
    "Location",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "WWW-Authenticate",
    "X-RateLimit-Limit",
    "X-RateLimit-Remaining",
    "X-RateLimit-Reset",
    "X-Request-Id",
  ].join(", "),
};

const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };
const NOT_STORED = { "cache-control": "no-store", ...CORS };

/** The body of every refusal: the status in words and, where there is more to say, a message. */
export function refusal(status: number, message?: string, headers: Record<string, string> = {}): Response {
  const body = JSON.stringify({ error: STATUS_CODES[status] ?? "Unknown error", message });
  return new Response(body, { status, headers: { ...JSON_TYPE, ...NOT_STORED, ...headers } });
}

/** A success without a body. */
export const nothing = (headers: Record<string, string> = {}): Response =>
  new Response(null, { status: 204, headers: { ...NOT_STORED, ...headers } });

/** A success of a change, or of anything else that must not be kept. */
export const done = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { ...JSON_TYPE, ...NOT_STORED, ...linkHeader(body), ...headers },
  });

/** Something read: a client may keep it for itself and ask whether it is still so (`If-None-Match`). */
export function read(request: Request, body: unknown, headers: Record<string, string> = {}): Response {
  const text = JSON.stringify(body);
  const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;
  const all = {
    ...CORS,
    "cache-control": "private, no-cache",
    vary: "Authorization",
    etag,
    ...linkHeader(body),
    ...headers,
  };
  if (isKnown(request.headers.get("if-none-match"), etag))
    return new Response(null, { status: 304, headers: all });
  return new Response(text, { headers: { ...JSON_TYPE, ...all } });
}

// RFC 9110, 13.1.2: compared weakly.
const isKnown = (known: string | null, etag: string): boolean =>
  (known ?? "").split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);

/** The neighbouring pages once more as RFC 8288 has them. */
function linkHeader(body: unknown): { link?: string } {
  const links = (body as { _links?: { next?: string | null; prev?: string | null } })._links;
  const found = (["next", "prev"] as const).flatMap((rel) =>
    links?.[rel] ? [`<${links[rel]}>; rel="${rel}"`] : [],
  );
  return found.length > 0 ? { link: found.join(", ") } : {};
}
