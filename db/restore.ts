import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Writable } from "node:stream";
import postgres from "postgres";
import {
  type ArchivedFile,
  ArchiveError,
  type ArchiveHead,
  END,
  FILE,
  linesOf,
  ROWS_END,
  type RowCounts,
} from "./archive";
import { assertWhole, cutOff, fileOf } from "./archive-check";
import { migrate } from "./migrate";
import { QUEUE_SCHEMA, queueVersion } from "./queue";

/** What a restore needs besides the archive. */
export interface RestoreOptions {
  /** A direct connection, as a user who may make and drop schemas. */
  url: string;
  /** Whether what is there may be lost. */
  isForced: boolean;
  keepFile(file: ArchivedFile): Promise<void>;
}

/**
 * Puts a backup in the place of what is in the database: the schema as it was then, the rows, and then
 * every migration that has come since. What is refused is refused before anything is touched.
 *
 * @param open reads the backup from its beginning
 * @returns the numbers of rows
 * @throws ArchiveError when the file is no backup, is cut off or newer than this program, or when there
 *   are accounts already
 */
export async function readArchive(
  open: () => AsyncIterable<Buffer>,
  { url, isForced, keepFile }: RestoreOptions,
): Promise<RowCounts> {
  const head = await assertWhole(linesOf(open()));
  const journal = await journalUpTo(head.migration);
  assertQueue(head);
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    if (!isForced && (await hasAccounts(sql))) {
      throw new ArchiveError("There are accounts in this database already. To lose them: --force.");
    }
    await clear(sql);
    await migrateBy(url, journal);
    const counts = await sql.begin((sql) => writeAll(sql, linesOf(open()), keepFile));
    await migrate(url);
    return counts;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function hasAccounts(sql: postgres.Sql): Promise<boolean> {
  const [table] = await sql`select to_regclass('public.users') is not null as is_there`;
  if (!table?.is_there) return false;
  return (await sql`select 1 from public.users limit 1`).length > 0;
}

async function clear(sql: postgres.Sql): Promise<void> {
  await sql`select set_config('statement_timeout', '0', false)`;
  await sql`drop schema if exists drizzle, ${sql(QUEUE_SCHEMA)}, public cascade`;
  await sql`create schema public`;
}

/** The migrations that had been made by the time of the backup. @throws ArchiveError if we do not know them */
async function journalUpTo(newest: number): Promise<string> {
  const journal = JSON.parse(await readFile(join("drizzle", "meta", "_journal.json"), "utf8"));
  const entries = journal.entries.filter(({ when }: { when: number }) => when <= newest);
  if (entries.at(-1)?.when !== newest) {
    throw new ArchiveError("This backup is of another release: restore it with that one, then upgrade.");
  }
  return JSON.stringify({ ...journal, entries });
}

/** The schema as it was when the backup was made, so that later migrations find what they expect. */
async function migrateBy(url: string, journal: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "microblog-migrations-"));
  try {
    await cp("drizzle", folder, { recursive: true });
    await writeFile(join(folder, "meta", "_journal.json"), journal);
    await migrate(url, 0, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The jobs go into the tables that the queue makes today. */
function assertQueue(head: ArchiveHead): void {
  if (head.queue === queueVersion()) return;
  throw new ArchiveError(
    "The jobs in this backup are of another release: restore it with that one, then upgrade.",
  );
}

type Lines = AsyncGenerator<Buffer>;

async function writeAll(
  sql: postgres.TransactionSql,
  lines: Lines,
  keepFile: RestoreOptions["keepFile"],
): Promise<RowCounts> {
  await sql`select set_config('statement_timeout', '0', true)`;
  const counts: RowCounts = {};
  for await (const line of lines) {
    const text = line.toString();
    const [, table] = /^COPY (\S+) \(.*\) FROM stdin;$/.exec(text) ?? [];
    if (table) counts[table] = await writeRows(sql, table, text, lines);
    else if (text.startsWith("SELECT setval(")) await sql.unsafe(text);
    else if (text.startsWith(FILE)) await keepFile(fileOf(text));
    else if (text.startsWith(END)) break;
  }
  return counts;
}

async function writeRows(
  sql: postgres.TransactionSql,
  table: string,
  statement: string,
  lines: Lines,
): Promise<number> {
  // What triggers would do was done when the rows were written first.
  await sql.unsafe(`alter table ${table} disable trigger user`);
  const rows: Writable = await sql.unsafe(statement.replace(/;$/, "")).writable();
  let count = 0;
  for (;;) {
    const { value: line, done } = await lines.next();
    if (done) throw cutOff();
    if (line.toString("latin1") === ROWS_END) break;
    count += 1;
    if (!rows.write(Buffer.concat([line, LINE_END]))) await once(rows, "drain");
  }
  rows.end();
  await once(rows, "finish");
  await sql.unsafe(`alter table ${table} enable trigger user`);
  return count;
}

const LINE_END = Buffer.from("\n");
