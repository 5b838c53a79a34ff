/**
 * Where to go after signing in: a path of this site, or `/`. Accepts only what a browser cannot read
 * as anything else: one leading slash, no backslash, no control character, also after decoding.
 */
export function safeNext(next: string | null | undefined): string {
  if (!next || next.length > 2_000 || !isPlainPath(next)) return "/";
  try {
    const url = new URL(next, "http://site.invalid");
    const path = `${url.pathname}${url.search}${url.hash}`;
    // Dot segments may resolve to "//host", and what looks plain may not once decoded.
    return url.host === "site.invalid" && isPlainPath(path) && isPlainPath(decodeURIComponent(url.pathname))
      ? path
      : "/";
  } catch {
    return "/";
  }
}

function isPlainPath(path: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop some of them from addresses.
  return /^\/(?![/\\])[^\\\u0000-\u001f\u007f]*$/.test(path);
}
