import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { npmRun } from "../support/command-line";
import { freshDatabase } from "../support/database";
import { note } from "../support/figures";

const SECRET = "3f9a1c5e7b2d8046af31ce57b92d8046";
const WEAK = "weak-canary-7f3a9c";
const WITHIN_SECONDS = 5;
const fresh = freshDatabase({ max: 2 });
let folder: string;
/** Takes connections and never says a word. */
const silent = createServer(() => undefined);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "microblog-configuration-"));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  silent.close();
  await rm(folder, { recursive: true });
});

/** The least a public site may start with; PORT 1 is never got, so that nothing starts by mistake. */
const publicSite = (): Record<string, string> => ({
  PORT: "1",
  APP_URL: "https://microblog.example.org",
  AUTH_SECRET: SECRET,
  DATABASE_URL: fresh.url,
  RESEND_API_KEY: "re_123",
  DATA_DIR: join(folder, "site"),
});

type Change = Record<string, string>;
const rows: [what: string, change: Change, variable: string, remedy: string][] = [
  ["no secret", { AUTH_SECRET: "" }, "AUTH_SECRET", "openssl rand -hex 32"],
  ["a short secret", { AUTH_SECRET: WEAK }, "AUTH_SECRET", "openssl rand -hex 32"],
  ["a secret of one letter", { AUTH_SECRET: "x".repeat(64) }, "AUTH_SECRET", "openssl rand -hex 32"],
  ["no address, open to others", { APP_URL: "", HOST: "0.0.0.0" }, "APP_URL", "set the https address"],
  ["plain http", { APP_URL: "http://microblog.example.org" }, "APP_URL", "served by https"],
  ["an address with a path", { APP_URL: "https://example.org/blog" }, "APP_URL", "without a path"],
  ["an address that is none", { APP_URL: WEAK }, "APP_URL", "without a path"],
  ["no database and no folder", { DATABASE_URL: "", DATA_DIR: "" }, "DATA_DIR", "or sets DATABASE_URL"],
  ["a database of another kind", { DATABASE_URL: "mysql://x@y/z" }, "DATABASE_URL", "postgres://user"],
  ["no mail", { RESEND_API_KEY: "" }, "RESEND_API_KEY", "set this or SMTP_URL"],
  ["mail by carrier pigeon", { SMTP_URL: "pigeon://loft" }, "SMTP_URL", "smtps://user"],
  ["limits switched off", { RATE_LIMITS: "off" }, "RATE_LIMITS", "unset it"],
  ["a clock without a secret", { JOBS: "cron" }, "CRON_SECRET", "openssl rand -hex 32"],
  ["half of Inngest", { INNGEST_EVENT_KEY: "key" }, "INNGEST_SIGNING_KEY", "set the key"],
  ["Inngest without signatures", { INNGEST_DEV: "1" }, "INNGEST_DEV", "unset it"],
  [
    "half of Meilisearch",
    { MEILISEARCH_URL: "http://127.0.0.1:7700" },
    "MEILISEARCH_SEARCH_KEY",
    "search key",
  ],
  ["a port that is none", { PORT: "99999" }, "PORT", "from 1 to 65535"],
  ["more than a number", { WEB_CONCURRENCY: "2 or 3" }, "WEB_CONCURRENCY", "from 1 to 256"],
];

const start = (change: Change) => npmRun("start", [], { ...publicSite(), ...change });

// On a machine that is busy with other things a start may take longer by itself: then it may try again.
/** How long those took that stopped as they should. */
const stopped = new Map<string, number>();

describe("a start", { retry: 2 }, () => {
  it.each(rows)(
    "with %s stops at once, says which variable and what to do, not its value",
    async (...row) => {
      const [, change, variable, remedy] = row;
      const { code, said, seconds } = await start(change);
      expect(code, said).toBe(1);
      expect(seconds).toBeLessThan(WITHIN_SECONDS);
      const lines = said.split("\n").filter((line) => line.startsWith(`  ${variable}: `));
      expect(lines, said).toHaveLength(1);
      expect(lines[0]).toContain(remedy);
      expect(said).not.toContain(WEAK);
      expect(said).not.toContain("    at ");
      stopped.set(row[0], seconds);
    },
  );

  const port = () => (silent.address() as { port: number }).port;
  const database = (change: (url: URL) => void) => {
    const url = new URL(fresh.url);
    change(url);
    return url.href;
  };
  const DATABASES: [what: string, url: () => string, reason: string][] = [
    ["refuses connections", () => "postgres://microblog:pw@127.0.0.1:1/microblog", "ECONNREFUSED"],
    ["has no address", () => "postgres://microblog:pw@nowhere.invalid/microblog", "does not answer"],
    ["is silent", () => `postgres://microblog:pw@127.0.0.1:${port()}/microblog`, "does not answer"],
    ["wants another password", () => database((url) => (url.password = WEAK)), "authentication failed"],
    ["is not there", () => database((url) => (url.pathname = "/nothing")), "does not exist"],
  ];
  it.each(DATABASES)(
    "with a database that %s stops at once and says where to look",
    async (_, url, reason) => {
      const free = await freePort();
      const { code, said, seconds } = await start({ PORT: String(free), DATABASE_URL: url() });
      expect(code, said).toBe(1);
      expect(seconds).toBeLessThan(WITHIN_SECONDS);
      expect(said).toContain(reason);
      expect(said).toContain("DATABASE_URL: look at its host");
      expect(said).not.toContain(WEAK);
      stopped.set(reason + url(), seconds);
    },
  );

  it("on a port that somebody else has stops at once and says so", async () => {
    const { code, said, seconds } = await start({ PORT: String(port()) });
    expect(code, said).toBe(1);
    expect(seconds).toBeLessThan(WITHIN_SECONDS);
    expect(said).toContain("set PORT");
    stopped.set("port", seconds);
    const worst = Math.max(...stopped.values());
    const wanted = rows.length + DATABASES.length + 1;
    note(
      "B7",
      `${wanted} starts that cannot work: each stopped ≤ ${WITHIN_SECONDS} s, with variable and remedy`,
      `${stopped.size}, worst ${worst.toFixed(1)} s`,
    );
    expect(stopped.size).toBe(wanted);
  });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
