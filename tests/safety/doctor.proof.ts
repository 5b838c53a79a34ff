import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { npmRun } from "../support/command-line";
import { note } from "../support/figures";
import { operatedSite } from "../support/operated-site";
import { ask } from "../support/server";

const site = operatedSite();

describe("doctor", () => {
  const state = async () => {
    const rows = await site.db.execute(sql`select * from users order by id`);
    const jobs = await site.db.execute(sql`select id, state from pgboss.job order by id`);
    const files = await readdir(site.folder, { recursive: true });
    return createHash("sha256")
      .update(JSON.stringify([rows, jobs, files]))
      .digest("hex");
  };

  it("finds all in order, and changes nothing", async () => {
    await vi.waitFor(async () => expect((await ask(`${site.server.url}/readyz`)).status).toBe(200), {
      timeout: 15_000,
    });
    const before = await state();
    const { code, facts, said } = await site.microblog("doctor");
    expect(code, said).toBe(0);
    const found = Object.fromEntries(
      facts.findings.map(({ check, state }: { check: string; state: string }) => [check, state]),
    );
    expect(found).toMatchObject({
      ...{ configuration: "ok", database: "ok", schema: "ok", clock: "ok" },
      ...{ mail: "ok", search: "ok", jobs: "ok" },
    });
    expect(await state()).toBe(before);
    note(
      "M3",
      "doctor on a sound site: all ok, nothing changed",
      `${facts.findings.length} checks, exit ${code}`,
    );
  });

  const found: string[] = [];
  const troubles: [what: string, change: Record<string, string>, check: string, state: string][] = [
    ["a missing variable", { MEILISEARCH_URL: "http://127.0.0.1:1" }, "MEILISEARCH_SEARCH_KEY", "failed"],
    ["a mail server that is away", { SMTP_URL: "smtp://127.0.0.1:1" }, "mail", "failed"],
    [
      "a search server that is away",
      { MEILISEARCH_URL: "http://127.0.0.1:1", MEILISEARCH_SEARCH_KEY: "k", MEILISEARCH_INDEX_KEY: "k" },
      "search",
      "warning",
    ],
    ["a database that is away", { DATABASE_URL: "postgres://a:b@127.0.0.1:1/c" }, "database", "failed"],
    ["a database that does not run", { DATABASE_URL: "" }, "database", "failed"],
  ];
  it.each(troubles)("finds %s, with the remedy", async (_, change, check, state) => {
    const { code, output } = await npmRun("microblog", ["doctor", "--json"], {
      ...site.environment(),
      ...change,
    });
    const { findings } = JSON.parse(output);
    const finding = findings.find((finding: { check: string }) => finding.check === check);
    expect(finding).toMatchObject({ state });
    expect(finding.remedy).toMatch(/\w/);
    expect(code).toBe(state === "failed" ? 1 : 0);
    found.push(check);
    if (found.length === troubles.length)
      note(
        "M3",
        "doctor finds what is out of order, with the remedy",
        `${found.length} of ${troubles.length}`,
      );
  });
});
