import { env } from "../env";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request that changes state comes from elsewhere (CSRF): its `Origin` is not ours, or it
 * has none and the browser does not vouch that it is ours (OWASP: Fetch Metadata, Origin as fall-back).
 */
export function isForged(method: string, headers: Headers): boolean {
  if (SAFE_METHODS.has(method)) return false;
  const site = headers.get("sec-fetch-site");
  if (site === "cross-site" || site === "same-site") return true;
  const origin = headers.get("origin");
  return origin && origin !== "null" ? !isOurs(origin) : site !== "same-origin";
}

/** On one's own machine `localhost` and `127.0.0.1` are the same site; a public one has one origin. */
function isOurs(origin: string): boolean {
  if (origin === env.appUrl) return true;
  const { protocol, port } = new URL(env.appUrl);
  const suffix = port ? `:${port}` : "";
  return (
    !env.isPublic &&
    ["localhost", "127.0.0.1", "[::1]"].some((host) => origin === `${protocol}//${host}${suffix}`)
  );
}
