import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/connection";
import type { SearchablePost } from "./search-contract";
import type { Meaning } from "./search-postgres-terms";

type AnyDatabase = Database | Transaction;

/** So many words of the vocabulary are looked at for one that was typed. */
const LOOKED_AT = 40;
/** Particles follow a Korean word without a space. */
const HANGUL = /\p{Script=Hangul}/u;
/** Shorter ones are part of too many words. */
const PART_MIN = 3;

/**
 * Words of the vocabulary that a typed word may stand for: those with another letter or two, and those
 * it is a part of.
 *
 * @returns by the typed text, the nearest first
 */
export async function nearWords(db: AnyDatabase, words: Meaning[]): Promise<Map<string, string[]>> {
  const single = words.filter(({ lexemes }) => lexemes.length === 1);
  const found = await Promise.all(
    single.map(async ({ text, lexemes: [lexeme = ""] }) => [text, await near(db, lexeme)] as const),
  );
  return new Map(found);
}

async function near(db: AnyDatabase, lexeme: string): Promise<string[]> {
  const letters = lexeme.normalize("NFD");
  const isPart = [...letters].length >= PART_MIN;
  const rows = await db.execute<{ word: string; letters: string }>(sql`
    (select word, letters from search_words
     where ${isLike(letters)}
     order by word_similarity(${letters}, letters) desc, length(letters), word limit ${LOOKED_AT})
    union
    (select word, letters from search_words
     where ${isPart} and letters like ${`%${likePattern(letters)}%`}
     order by length(letters), word limit ${LOOKED_AT})`);
  return [...rows]
    .map((row) => ({ word: row.word, errors: errorsBetween(letters, row.letters) }))
    .filter(({ errors }) => errors <= allowedErrors(letters))
    .sort((one, other) => one.errors - other.errors)
    .map(({ word }) => word);
}

const isLike = (letters: string) =>
  HANGUL.test(letters) ? sql`letters %> ${letters}` : sql`letters % ${letters}`;

const likePattern = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** One from five letters on, two from nine: as Meilisearch has it. */
function allowedErrors(letters: string): number {
  const { length } = [...letters];
  if (length < 5) return 0;
  return length < 9 ? 1 : 2;
}

/**
 * Letters that are to be added, left out, changed or swapped with their neighbour until a typed word is
 * the other one, or in Korean begins it (optimal string alignment). None where it is a part of it.
 */
export function errorsBetween(typed: string, word: string): number {
  const [from, to] = [[...typed], [...word]];
  if (word.includes(typed)) return 0;
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      let cost = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (isSwapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    [before, above] = [above, current];
  }
  return HANGUL.test(typed) ? Math.min(...above) : (above.at(-1) ?? 0);
}

const WORDS_AT_ONCE = 200;

/** Adds the words of all posts that are missing, then forgets those that no post has any more. */
export async function renewVocabulary(
  db: AnyDatabase,
  posts: AsyncIterable<SearchablePost[]>,
): Promise<void> {
  for await (const batch of posts) {
    await db.execute(sql`
      insert into search_words (word)
      select distinct lexeme from posts, unnest(searchable)
      where id in (select jsonb_array_elements_text(${JSON.stringify(batch.map(({ id }) => id))}::jsonb)::bigint)
        and is_search_word(lexeme)
      on conflict do nothing`);
  }
  for (let above: string | undefined = ""; above !== undefined; ) above = await forgetUnused(db, above);
}

/** Looks at the next words in their order, and gives the last of them, or nothing at the end. */
async function forgetUnused(db: AnyDatabase, above: string): Promise<string | undefined> {
  const words = await db.execute<{ word: string; is_used: boolean }>(sql`
    select word, exists (select from posts where searchable @@ array_to_tsvector(array[word])::text::tsquery) as is_used
    from (select word from search_words where word > ${above} order by word limit ${WORDS_AT_ONCE}) next
    order by word`);
  const unused = [...words].filter(({ is_used }) => !is_used).map(({ word }) => word);
  if (unused.length > 0) {
    await db.execute(sql`
      delete from search_words
      where word in (select jsonb_array_elements_text(${JSON.stringify(unused)}::jsonb))`);
  }
  return words.length < WORDS_AT_ONCE ? undefined : words.at(-1)?.word;
}
