import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/connection";
import type { Search, SearchQuery } from "./search-contract";
import { allOf, anyOf, exactly, type Meaning, narrowly, widely } from "./search-postgres-terms";
import { nearWords, renewVocabulary } from "./search-postgres-words";

type AnyDatabase = Database | Transaction;

/** With more hits expected, the newest posts are read one by one before the index is asked. */
const MANY = 5_000;
/** So many of them. */
const RECENT = 20_000;
/** With so many hits among the newest the older ones are left: a word is common, and they would be many. */
const ENOUGH = 100;
/** With fewer hits than a page has, words are taken less literally. */
const FEW = 25;

/**
 * Searches in PostgreSQL: full text with the stems of each post's own language, pairs of letters for
 * East Asian writing, and trigrams of all words for typing errors and parts of words.
 *
 * Posts carry their own index (`posts.searchable`, drizzle/*search-functions), so there is nothing to keep in step.
 */
export function postgresSearch(db: AnyDatabase): Search {
  return {
    index: async () => undefined,
    remove: async () => undefined,
    query: (query, limit) => find(db, query, limit),
    reindex: (posts) => renewVocabulary(db, posts),
  };
}

async function find(db: AnyDatabase, query: SearchQuery, limit: number): Promise<number[]> {
  const meanings = await meaningsOf(db, query);
  const of = (asked: string[]) => asked.flatMap((text) => meanings.get(text) ?? []);
  const sought = of(query.words);
  const words = sought.some(({ isFiller }) => !isFiller)
    ? sought.filter(({ isFiller }) => !isFiller)
    : sought;
  const phrases = of(query.phrases);
  // Words without one letter that a text could hold: nothing is what they find.
  if (query.words.length + query.phrases.length > 0 && words.length + phrases.length === 0) return [];

  const where = conditionsOf(query, phrases);
  const fixed = [...phrases.map(narrowly), ...of(query.without).map((meaning) => `!(${narrowly(meaning)})`)];
  const exact = allOf([...words.map(exactly), ...fixed]);
  const hits = await newestOf(db, { ask: allOf([...words.map(narrowly), ...fixed]), exact, where, limit });
  if (words.length === 0 || hits.length >= FEW) return hits;

  const near = await nearWords(db, words);
  const wide = allOf([...words.map((word) => widely(word, near.get(word.text) ?? [])), ...fixed]);
  const further = merged(hits, await newestOf(db, { ask: wide, exact, where, limit }), limit);
  if (further.length > 0 || words.length === 1) return further;
  const some = allOf([anyOf(words.map(narrowly)), ...fixed]);
  return newestOf(db, { ask: some, exact, where, limit });
}

const merged = (first: number[], second: number[], limit: number) =>
  [...new Set([...first, ...second])].slice(0, limit);

/** What PostgreSQL makes of each text that was typed. */
async function meaningsOf(db: AnyDatabase, query: SearchQuery): Promise<Map<string, Meaning>> {
  const texts = [...new Set([...query.words, ...query.phrases, ...query.without])];
  if (texts.length === 0) return new Map();
  const rows = await db.execute<Meaning & Record<string, unknown>>(sql`
    select
      text,
      to_jsonb(array(
        select lexeme from unnest(to_tsvector('words', search_text(text))), unnest(positions) place order by place
      )) as lexemes,
      to_jsonb(array(
        select word
        from search_languages(), unnest(to_tsvector(configuration, search_text(text))), search_words
        where word = code || '/' || lexeme
      )) as stems,
      to_jsonb(search_pairs(text)) as pairs,
      exists (
        select from search_languages()
        where code = ${query.language} and to_tsvector(configuration, search_text(text)) = ''
      ) as "isFiller"
    from jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb) text`);
  return new Map(rows.filter(({ lexemes }) => lexemes.length > 0).map((row) => [row.text, row]));
}

function conditionsOf({ authorIds, aboveId, belowId }: SearchQuery, phrases: Meaning[]): SQL {
  const conditions: SQL[] = [sql`true`];
  if (authorIds) conditions.push(sql`author_id = any(${`{${authorIds.join()}}`}::bigint[])`);
  if (aboveId !== undefined) conditions.push(sql`id > ${aboveId}`);
  if (belowId !== undefined) conditions.push(sql`id < ${belowId}`);
  for (const { text, pairs } of phrases) {
    // Pairs of letters know no order.
    if (pairs.length > 0)
      conditions.push(sql`strpos(lower(normalize(body, NFKC)), lower(normalize(${text}::text, NFKC))) > 0`);
  }
  return sql.join(conditions, sql` and `);
}

interface Ask {
  /** Queries of full-text search; `ask` is empty for everything. */
  ask: string;
  exact: string;
  where: SQL;
  limit: number;
}

/**
 * The best among the newest hits. A common word's are found by walking back from now, a rare one's by
 * the index: neither ever has to look at hundreds of thousands of posts to rank them.
 */
async function newestOf(db: AnyDatabase, { ask, exact, where, limit }: Ask): Promise<number[]> {
  if (!ask) {
    return idsOf(await db.execute(sql`select id from posts where ${where} order by id desc limit ${limit}`));
  }
  const recent = sql`
    select id from (
      select id, searchable from posts where ${where} order by id desc limit ${RECENT}
    ) recent
    where searchable @@ ${ask}::tsquery
    limit ${limit}`;
  const indexed = sql`
    select id from (
      select id from posts where searchable @@ ${ask}::tsquery and ${where} offset 0
    ) hit
    order by id desc limit ${limit}`;
  if (await isCommon(db, ask, where)) {
    const hits = idsOf(await db.execute(ranked(ask, exact, recent)));
    if (hits.length >= Math.min(limit, ENOUGH)) return hits;
  }
  return idsOf(await db.execute(ranked(ask, exact, indexed)));
}

const planSchema = z.tuple([z.object({ Plan: z.object({ "Plan Rows": z.number() }) })]);

/** Whether the planner's statistics expect more hits than can be sorted in no time. */
async function isCommon(db: AnyDatabase, ask: string, where: SQL): Promise<boolean> {
  const [row] = await db.execute<{ "QUERY PLAN": unknown }>(sql`
    explain (format json) select from posts where searchable @@ ${ask}::tsquery and ${where}`);
  const plan = row?.["QUERY PLAN"];
  const [{ Plan }] = planSchema.parse(typeof plan === "string" ? JSON.parse(plan) : plan);
  return Plan["Plan Rows"] > MANY;
}

const ranked = (ask: string, exact: string, hits: SQL) => sql`
  select id from posts where id in (${hits})
  order by searchable @@ ${exact}::tsquery desc, ts_rank(searchable, ${ask}::tsquery) desc, id desc`;

const idsOf = (rows: Iterable<Record<string, unknown>>): number[] => [...rows].map(({ id }) => Number(id));
