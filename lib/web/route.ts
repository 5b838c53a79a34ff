/*
 * The template of an address, for the log: `/user/:/posts/:`. Only words that stand in the tree of
 * routes are kept; anything else may be somebody's name or the secret of a link.
 */

const WORDS = new Set([
  ...["api", "auth", "avatar", "dev", "mailbox", "healthz", "readyz", "index", "_next", "static"],
  ...["login", "logout", "register", "reset-password", "new", "confirm-email", "callback", "credentials"],
  ...["csrf", "providers", "session", "signin", "signout", "error", "explore", "search", "user", "posts"],
  ...["followers", "following", "followed", "popup", "edit-profile", "settings", "sessions", "account"],
  ...[
    "me",
    "messages",
    "sent",
    "with",
    "stream",
    "send-message",
    "notifications",
    "exports",
    "read",
    "translate",
    "export",
    "import",
    "tokens",
    "users",
    "follow",
  ],
  ...[
    "feed",
    "docs",
    "openapi.json",
    "inngest",
    "cron",
    "jobs",
    ".well-known",
    "security.txt",
    "icons.svg",
    "favicon.ico",
    "icon.svg",
  ],
]);

const LONGEST = 8;

/** @param url path and query as they were asked for */
export function routeOf(url: string): string {
  const [path = ""] = url.split("?", 1);
  const segments = path.split("/").slice(1, LONGEST + 1);
  return `/${segments.map((segment) => (segment === "" || WORDS.has(segment) ? segment : ":")).join("/")}`;
}

/** Files and probes are not what a person does: they are logged at the level of debugging only. */
export const isQuiet = (route: string): boolean =>
  /^\/(_next|avatar|healthz|readyz|icons?\.svg|favicon\.ico)/.test(route);
