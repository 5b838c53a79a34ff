import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import postgres from "postgres";
import { type ArchivedFile, type ArchiveHead, END, FILE, HEAD, ROWS_END, type RowCounts } from "./archive";
import { QUEUE_SCHEMA } from "./queue";

interface Table {
  /** Quoted, with its schema. */
  name: string;
  columns: string;
}

/**
 * Writes everything that is in the database at one moment, while others go on reading and writing.
 *
 * @param url a direct connection
 * @param files what lies beside the database and belongs to it
 * @returns the numbers of rows
 */
export async function writeArchive(
  url: string,
  out: Writable,
  files: AsyncIterable<ArchivedFile>,
): Promise<RowCounts> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    return await sql.begin("isolation level repeatable read read only", async (sql) => {
      await sql`select set_config('statement_timeout', '0', true)`;
      await say(out, HEAD + JSON.stringify(await headOf(sql)));
      const counts: RowCounts = {};
      for (const table of await tablesOf(sql)) counts[table.name] = await writeRows(sql, table, out);
      for (const statement of await sequencesOf(sql)) await say(out, statement);
      for await (const file of files) await say(out, FILE + JSON.stringify(file));
      await say(out, END + JSON.stringify(counts));
      return counts;
    });
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function say(out: Writable, line: string | Buffer): Promise<void> {
  if (!out.write(typeof line === "string" ? `${line}\n` : line)) await once(out, "drain");
}

async function headOf(sql: postgres.TransactionSql): Promise<ArchiveHead> {
  const [row] = await sql<{ migration: number; queue: number }[]>`
    select (select max(created_at)::float8 from drizzle.__drizzle_migrations) as migration,
      (select version from ${sql(QUEUE_SCHEMA)}.version) as queue`;
  if (!row) throw new Error("a select returned no row");
  return { format: 1, createdAt: new Date().toISOString(), ...row };
}

/**
 * Our tables and the jobs, each after those it refers to; what else the queue keeps it makes by itself.
 * Generated columns are left out, for they cannot be written.
 */
async function tablesOf(sql: postgres.TransactionSql): Promise<Table[]> {
  const tables = await sql<(Table & { oid: number; needs: number[] })[]>`
    select c.oid::int, format('%I.%I', n.nspname, c.relname) as name,
      (select string_agg(format('%I', attname), ', ' order by attnum) from pg_attribute
        where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
      coalesce((select array_agg(confrelid::int) from pg_constraint
        where conrelid = c.oid and contype = 'f' and confrelid <> c.oid and n.nspname = 'public'), '{}') as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
      or n.nspname = ${QUEUE_SCHEMA} and c.relname = 'job'
    order by name`;
  const sorted: typeof tables = [] as never;
  while (sorted.length < tables.length) {
    const isWritten = (oid: number) => sorted.some((table) => table.oid === oid);
    const next = tables.find(({ oid, needs }) => !isWritten(oid) && needs.every(isWritten));
    if (!next) throw new Error("tables refer to each other in a circle");
    sorted.push(next);
  }
  return sorted;
}

async function writeRows(sql: postgres.TransactionSql, table: Table, out: Writable): Promise<number> {
  await say(out, `COPY ${table.name} (${table.columns}) FROM stdin;`);
  const rows: Readable = await sql
    .unsafe(`copy (select ${table.columns} from ${table.name}) to stdout`)
    .readable();
  let count = 0;
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    for (const byte of chunk) if (byte === 0x0a) count += 1;
    await say(out, chunk);
  }
  // The driver lets its socket rest while rows wait to be read, and would not hear that they were the last.
  rows._read(0);
  await say(out, ROWS_END);
  return count;
}

/** Numbers go on where they were. */
async function sequencesOf(sql: postgres.TransactionSql): Promise<string[]> {
  const rows = await sql<{ statement: string }[]>`
    select format('SELECT setval(%L, %s, %L);', format('%I.%I', schemaname, sequencename),
      coalesce(last_value, start_value), last_value is not null) as statement
    from pg_sequences where schemaname = 'public' order by sequencename`;
  return rows.map(({ statement }) => statement);
}
