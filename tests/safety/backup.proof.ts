import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enqueue } from "@/lib/jobs/enqueue";
import { publish } from "@/lib/posts/mutations";
import { issueToken } from "@/lib/tokens/mutations";
import { npmRun } from "../support/command-line";
import { freshDatabase } from "../support/database";
import { note } from "../support/figures";
import { member } from "../support/members";
import { writeMany } from "../support/people";

/** What the text format of PostgreSQL has to write differently, or a careless reader would take for an end. */
const AWKWARD = [
  "\\\\.",
  "\\\\N",
  "a\\tb\\nc",
  "back\\\\slash \\\\n",
  "\\u2028 and \\u2029",
  "COPY x (y) FROM stdin;",
  "-- end {}",
  "한국어 👩‍👩‍👧‍👦",
];

const fresh = freshDatabase({ max: 5 });
let folder: string;
let file: string;
const env = () => ({ DATABASE_URL: fresh.url, DATA_DIR: join(folder, "site") });

/** Per table, how many rows it has and what they add up to. */
async function sums(): Promise<Record<string, string>> {
  const tables = await fresh.db.execute<{ name: string }>(sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'
    union all select 'pgboss.job' order by 1`);
  const all = tables.map(async ({ name }) => {
    const rows = await fresh.db.execute<{ row: string }>(
      sql.raw(`select t::text as row from ${name} t order by 1`),
    );
    const hash = createHash("sha256").update(rows.map(({ row }) => row).join("\n"));
    return [name, `${rows.length} ${hash.digest("hex")}`] as const;
  });
  return Object.fromEntries(await Promise.all(all));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "microblog-backup-"));
  file = join(folder, "site.backup");
  const ann = await member(fresh.db, "ann");
  const bob = await member(fresh.db, "bob");
  for (const [index, body] of AWKWARD.entries()) await publish(ann.ctx, { body, key: `awkward-${index}` });
  await writeMany(bob.ctx, 5_000);
  await fresh.db.execute(sql`insert into follows (follower_id, followee_id) values (${bob.id}, ${ann.id})`);
  await issueToken(ann.ctx, ann.id);
  await enqueue(ann.ctx, { kind: "limits.purge" });
  const outbox = join(folder, "site", "outbox");
  await mkdir(outbox, { recursive: true });
  await writeFile(join(outbox, "mail-1.json"), '{"to":"ann@example.org"}\n');
});
afterAll(() => rm(folder, { recursive: true }));

describe("a backup", () => {
  it("gives everything back after everything is lost: the same rows, the same mails, numbers that go on", async () => {
    const before = await sums();
    const written = await npmRun("backup", [file], env());
    expect(written, written.said).toMatchObject({ code: 0 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).not.toContain("site.backup.partial");

    await fresh.db.execute(sql`drop schema public, drizzle, pgboss cascade`);
    await fresh.db.execute(sql`create schema public`);
    await rm(join(folder, "site"), { recursive: true });
    const restored = await npmRun("restore", [file], env());
    expect(restored, restored.said).toMatchObject({ code: 0 });

    const after = await sums();
    const equal = Object.keys(before).filter((table) => after[table] === before[table]).length;
    const times = `backup ${written.seconds.toFixed(1)} s, restore ${restored.seconds.toFixed(1)} s`;
    note(
      "A11",
      "a backup, everything lost, a restore: every table equal",
      `${equal} of ${Object.keys(before).length}; ${times}`,
    );
    expect(after).toEqual(before);
    expect(before["public.posts"]).toMatch(/^50\d\d /);
    expect(before["pgboss.job"]).toMatch(/^[1-9]/);
    expect(await readFile(join(folder, "site", "outbox", "mail-1.json"), "utf8")).toContain(
      "ann@example.org",
    );
    const cleo = await member(fresh.db, "cleo");
    expect(cleo.id).toBeGreaterThan(2);
  });

  it("is not written over accounts, unless that is wanted", async () => {
    const before = await sums();
    const refused = await npmRun("restore", [file], env());
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.said).toContain("--force");
    expect(await sums()).toEqual(before);
    const forced = await npmRun("restore", [file, "--force"], env());
    expect(forced, forced.said).toMatchObject({ code: 0 });
    expect((await sums())["public.users"]).toMatch(/^2 /);
    note(
      "A11",
      "a restore over accounts: only when that is wanted",
      `exit ${refused.code}, with --force ${forced.code}`,
    );
  });

  it("of another release, or with files that would lead elsewhere, is refused before anything is touched", async () => {
    const before = await sums();
    const text = gunzipSync(await readFile(file)).toString("latin1");
    const altered = join(folder, "altered.backup");
    for (const [pattern, replacement, said] of [
      [/"queue":\d+/, '"queue":1', "of another release"],
      [/"migration":\d+/, '"migration":1', "of another release"],
      [/"format":1/, '"format":2', "of a newer release"],
      [/"name":"mail-1\.json"/, '"name":"../mail-1.json"', "damaged"],
      [/^-- file .*$/m, "-- file {", "damaged"],
    ] as const) {
      expect(text).toMatch(pattern);
      await writeFile(altered, gzipSync(Buffer.from(text.replace(pattern, replacement), "latin1")));
      const refused = await npmRun("restore", [altered, "--force"], env());
      expect(refused.code, refused.said).toBe(1);
      expect(refused.said).toContain(said);
    }
    expect(await sums()).toEqual(before);
  });

  it("that is cut off, or none at all, is refused before anything is touched", async () => {
    const before = await sums();
    const { size } = await stat(file);
    await truncate(file, size - 40);
    for (const [what, said] of [
      [file, "cut off"],
      [join(folder, "no-such-file"), "no such file"],
      ["package.json", "damaged"],
    ] as const) {
      const refused = await npmRun("restore", [what, "--force"], env());
      expect(refused.code, refused.said).toBe(1);
      expect(refused.said).toContain(said);
    }
    expect(await sums()).toEqual(before);
    note("A11", "a backup cut off, damaged or missing: refused, nothing touched", "3 of 3");
  });
});
