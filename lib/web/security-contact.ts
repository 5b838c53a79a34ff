import "server-only";
import { env } from "../env";

const MS_PER_DAY = 86_400_000;
/** What is read later than that may no longer be so; the standard advises less than a year. */
const EXPIRES_AFTER_DAYS = 90;

/** The contact in the form of RFC 9116, or 404 where whoever runs the site has named none. */
export function securityContact(): Response {
  const headers = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" };
  if (!env.securityContact) return new Response("Not Found\n", { status: 404, headers });
  const expires = new Date(Date.now() + EXPIRES_AFTER_DAYS * MS_PER_DAY);
  const lines = [
    `Contact: ${env.securityContact}`,
    `Expires: ${expires.toISOString()}`,
    `Canonical: ${env.appUrl}/.well-known/security.txt`,
  ];
  return new Response(`${lines.join("\n")}\n`, { headers });
}
