import { env, isDevelopment } from "../env";

/**
 * The policy of every page: our own files only, scripts only with this answer's nonce.
 *
 * @param nonce fresh for every answer
 */
export function contentSecurityPolicy(nonce: string): string {
  const pictures = env.avatars === "gravatar" ? " https://www.gravatar.com" : "";
  const evaluation = isDevelopment ? " 'unsafe-eval'" : "";
  const styles = isDevelopment ? "'self' 'unsafe-inline'" : "'self'";
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    `style-src ${styles}`,
    `img-src 'self' data:${pictures}`,
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join("; ");
}
