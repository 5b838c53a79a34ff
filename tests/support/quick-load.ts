import type postgres from "postgres";

/**
 * Fills a table as a restore does: without its indexes, which are made afterwards in one go each, and without
 * triggers, so that what would be refused must not be written.
 */
export async function withoutIndexes(
  sql: postgres.Sql,
  table: string,
  fill: () => Promise<unknown>,
): Promise<void> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid = ${table}::regclass and not indisprimary`;
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`);
  await sql`set session_replication_role = replica`;
  await fill();
  await sql`set session_replication_role = origin`;
  for (const { definition } of indexes) await sql.unsafe(definition);
}
