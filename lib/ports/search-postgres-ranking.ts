import { type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/connection";
import { allOf, writtenSince } from "./search-postgres-terms";

type AnyDatabase = Database | Transaction;

/** So many of the newest posts tell how common something is. */
const SAMPLE = 1_000;
/** With so many hits among them, hits are everywhere, and the newest posts are read one by one. */
const EVERYWHERE = 50;
/** So many of them. */
const RECENT = 20_000;
/** With so many hits among the newest the older ones are left: a word is common, and they would be many. */
const ENOUGH = 100;
/** So many times the stretch of time in which that many are expected, and then so many. */
const WIDENED = [1.5, 12];
/** With fewer hits than this among the sample nothing can be expected; one look, as if it were half of one. */
const MANY = 2;

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
 * the newest stretch of time that holds enough of them, which stands in it beside the words. None of it
 * has to rank hundreds of thousands of posts.
 */
export async function newestOf(db: AnyDatabase, asked: Ask): Promise<number[]> {
  const { ask, where, limit } = asked;
  if (!ask) {
    return idsOf(await db.execute(sql`select id from posts where ${where} order by id desc limit ${limit}`));
  }
  const sample = await sampled(db, asked);
  const isEnough = (ids: number[]) => ids.length >= Math.min(limit, ENOUGH);
  if (sample.hits >= EVERYWHERE) {
    const found = await ranked(db, asked, walkedBack(asked));
    if (isEnough(found)) return found;
  }
  for (const stretch of stretchesOf(sample)) {
    const found = await ranked(db, asked, indexed(asked, allOf([ask, stretch])));
    if (isEnough(found)) return found;
  }
  return ranked(db, asked, indexed(asked, ask));
}

interface Sample {
  /** How many of them are hits. */
  hits: number;
  posts: number;
  newest: number;
  oldest: number;
}

/** What the newest posts tell about all of them. */
async function sampled(db: AnyDatabase, { ask, where }: Ask): Promise<Sample> {
  const [row] = await db.execute<Record<keyof Sample, string | number | null>>(sql`
    select count(*) filter (where searchable @@ ${ask}::tsquery)::int as hits, count(*)::int as posts,
      max(id) as newest, min(id) as oldest
    from (select id, searchable from posts where ${where} order by id desc limit ${SAMPLE}) newest`);
  const { hits, posts, newest, oldest } = row ?? {};
  return { hits: Number(hits), posts: Number(posts), newest: Number(newest), oldest: Number(oldest) };
}

/** Tsqueries for the newest stretches of time in which hits may be enough, the shortest first. */
function stretchesOf({ hits, posts, newest, oldest }: Sample): string[] {
  // Ids carry time, so what they span for so many posts tells how fast the site writes.
  if (posts < SAMPLE) return [];
  const postsToEnough = ENOUGH / (Math.max(hits, 0.5) / SAMPLE);
  const span = ((newest - oldest) / SAMPLE) * postsToEnough;
  return (hits < MANY ? WIDENED.slice(0, 1) : WIDENED).flatMap(
    (times) => writtenSince(newest, span * times) ?? [],
  );
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
