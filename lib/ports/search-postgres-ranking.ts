import { type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/connection";
import { allOf, STRETCH_BITS, writtenIn } from "./search-postgres-terms";

type AnyDatabase = Database | Transaction;

/** So many of the newest posts tell how common something is. */
const SAMPLE = 1_000;
/** With so many hits among them, hits are everywhere, and the newest posts are read one by one. */
const EVERYWHERE = 50;
/** So many of them. */
const RECENT = 20_000;
/** With so many hits among the sample, the newest stretches of time are looked through before all others. */
const MANY = 2;
/** So many stretches of fifty days first, and then so many. */
const STRETCHES = [2, 8];
/** With so many hits among the newest the older ones are left: a word is common, and they would be many. */
const ENOUGH = 100;

/** What is looked for among the posts. */
interface Ask {
  /** Queries of full-text search; `ask` is empty for everything. */
  ask: string;
  exact: string;
  where: SQL;
  limit: number;
}

/**
 * The best among the newest hits. How they are found depends on how many there are: what is in every
 * other post by walking back from now, what is rare by the index, and what is between by the index for
 * the newest stretches of time, which stand in it beside the words. None of it ever has to look at
 * hundreds of thousands of posts to rank them.
 */
export async function newestOf(db: AnyDatabase, asked: Ask): Promise<number[]> {
  const { ask, where, limit } = asked;
  if (!ask) {
    return idsOf(await db.execute(sql`select id from posts where ${where} order by id desc limit ${limit}`));
  }
  const { hits, stretch } = await sampled(db, asked);
  const isEnough = (ids: number[]) => ids.length >= Math.min(limit, ENOUGH);
  if (hits >= EVERYWHERE) {
    const found = await ranked(db, asked, walkedBack(asked));
    if (isEnough(found)) return found;
  }
  for (const count of hits >= MANY ? STRETCHES : []) {
    const newest = writtenIn(Array.from({ length: count }, (_, back) => stretch - back));
    const found = await ranked(db, asked, indexed(asked, allOf([ask, newest])));
    if (isEnough(found)) return found;
  }
  return ranked(db, asked, indexed(asked, ask));
}

/** How many of the newest posts are hits, and in which stretch of time the newest was written. */
async function sampled(db: AnyDatabase, { ask, where }: Ask): Promise<{ hits: number; stretch: number }> {
  const [row] = await db.execute<{ hits: number; stretch: string | null }>(sql`
    select count(*) filter (where searchable @@ ${ask}::tsquery)::int as hits, max(id) >> ${STRETCH_BITS}::int as stretch
    from (select id, searchable from posts where ${where} order by id desc limit ${SAMPLE}) newest`);
  return { hits: row?.hits ?? 0, stretch: Number(row?.stretch ?? 0) };
}

const walkedBack = ({ ask, where, limit }: Ask) => sql`
  select id, searchable from (
    select id, searchable from posts where ${where} order by id desc limit ${RECENT}
  ) recent
  where searchable @@ ${ask}::tsquery
  limit ${limit}`;

// Without the offset PostgreSQL might walk back instead, however rare the word.
const indexed = ({ where, limit }: Ask, sought: string) => sql`
  select id, searchable from (
    select id, searchable from posts where searchable @@ ${sought}::tsquery and ${where} offset 0
  ) hit
  order by id desc limit ${limit}`;

/** Hits, the best first: what says it literally, then by how often and how near, then the newest. */
async function ranked(db: AnyDatabase, { ask, exact }: Ask, hits: SQL): Promise<number[]> {
  return idsOf(
    await db.execute(sql`
      select id from (${hits}) newest
      order by searchable @@ ${exact}::tsquery desc, ts_rank(searchable, ${ask}::tsquery) desc, id desc`),
  );
}

const idsOf = (rows: Iterable<Record<string, unknown>>): number[] => [...rows].map(({ id }) => Number(id));
