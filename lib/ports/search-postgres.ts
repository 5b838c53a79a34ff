import { type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/connection";
import type { Search, SearchQuery } from "./search-contract";
import { newestOf } from "./search-postgres-ranking";
import { allOf, anyOf, exactly, type Meaning, narrowly, widely, writtenBy } from "./search-postgres-terms";
import { nearWords, renewVocabulary } from "./search-postgres-words";

type AnyDatabase = Database | Transaction;

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
  if (query.authorIds?.length === 0) return [];
  const meanings = await meaningsOf(db, query);
  const of = (asked: string[]) => asked.flatMap((text) => meanings.get(text) ?? []);
  const sought = of(query.words);
  const words = sought.some(({ isFiller }) => !isFiller)
    ? sought.filter(({ isFiller }) => !isFiller)
    : sought;
  const phrases = of(query.phrases);
  // Words without one letter that a text could hold: nothing is what they find.
  if (query.words.length + query.phrases.length > 0 && words.length + phrases.length === 0) return [];

  const hasTerms = meanings.size > 0;
  const where = conditionsOf(query, phrases, hasTerms);
  const fixed = [
    ...phrases.map(narrowly),
    ...of(query.without).map((meaning) => `!(${narrowly(meaning)})`),
    ...(query.authorIds && hasTerms ? [writtenBy(query.authorIds)] : []),
  ];
  const exact = allOf([...words.map(exactly), ...fixed]);
  const hits = await newestOf(db, { ask: allOf([...words.map(narrowly), ...fixed]), exact, where, limit });
  if (words.length === 0 || hits.length >= FEW) return hits;

  // Beside others, a word that is known is meant.
  const near = await nearWords(db, words.length === 1 ? words : words.filter(({ isKnown }) => !isKnown));
  const wide = allOf([
    ...words.map((word, place) => widely(word, near.get(word.text) ?? [], place === words.length - 1)),
    ...fixed,
  ]);
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
      ) as "isFiller",
      exists (
        select from search_words, unnest(to_tsvector('words', search_text(text))) where word = lexeme
      ) as "isKnown"
    from jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb) text`);
  return new Map(rows.filter(({ lexemes }) => lexemes.length > 0).map((row) => [row.text, row]));
}

function conditionsOf(
  { authorIds, aboveId, belowId }: SearchQuery,
  phrases: Meaning[],
  hasTerms: boolean,
): SQL {
  const conditions: SQL[] = [sql`true`];
  // Beside words, who has written it is looked up in their index.
  if (authorIds && !hasTerms) conditions.push(sql`author_id = any(${`{${authorIds.join()}}`}::bigint[])`);
  if (aboveId !== undefined) conditions.push(sql`id > ${aboveId}`);
  if (belowId !== undefined) conditions.push(sql`id < ${belowId}`);
  for (const { text, pairs } of phrases) {
    // Pairs of letters know no order.
    if (pairs.length > 0)
      conditions.push(sql`strpos(lower(normalize(body, NFKC)), lower(normalize(${text}::text, NFKC))) > 0`);
  }
  return sql.join(conditions, sql` and `);
}
