import type postgres from "postgres";
import { withoutIndexes } from "./quick-load";
import type { TownSize } from "./town";

const VOCABULARY = `morning harbour coffee letter winter garden bicycle market river library window music
  bread mountain train friend evening story island paper village doctor summer kitchen teacher bridge
  painting orange silence weather journey neighbour lantern engine feather copper meadow thunder velvet compass`;

const SENTENCES = 1_000;

/**
 * Writes the posts of a town over a year, most of them by few.
 *
 * @param people how many there are
 */
export async function addPosts(
  sql: postgres.Sql,
  people: number,
  { posts, isSearchable = false }: TownSize,
): Promise<void> {
  await sql`alter table posts alter column searchable drop expression`;
  await addSentences(sql, isSearchable);
  const write = (from: number, to: number) => sql`
    insert into posts (id, author_id, body, searchable, created_at)
    select id, author_id, 'Post ' || n || body, searchable || search_marks(author_id, id), at
    from (
      -- The power of a random number is small far more often than large.
      select n, at, next_post_id(at) as id, (2 + floor(${people - 2} * power(random(), 4)))::bigint as author_id
      from generate_series(${from}::int, ${to}::int) n,
        lateral (select now() - (${posts} - n) * (interval '1 year' / ${posts}) as at) then_
    ) post join sentences on number = n % ${SENTENCES}`;
  // The first of them say every sentence once; from them the vocabulary is learnt, by trigger.
  await write(1, Math.min(posts, SENTENCES));
  await withoutIndexes(sql, "posts", () => write(SENTENCES + 1, posts));
  await findWordsOfNewPosts(sql);
}

/** What is written, with its words taken apart once for all posts that say it. */
async function addSentences(sql: postgres.Sql, isSearchable: boolean): Promise<void> {
  await sql`create temporary table sentences (number int, body text, searchable tsvector)`;
  if (!isSearchable) {
    await sql`insert into sentences select n, '', to_tsvector('simple', 'post number')
      from generate_series(0, ${SENTENCES - 1}::int) n`;
    return;
  }
  // Some words are in every tenth post, some in hardly any.
  await sql`
    insert into sentences
    select n, body, search_vector(null, 'Post' || body) from generate_series(0, ${SENTENCES - 1}::int) n, lateral (
      select ': ' || string_agg(word[1 + floor(power(random(), 2) * cardinality(word))::int], ' ') as body
      from (select regexp_split_to_array(${VOCABULARY}, '\\s+') as word) vocabulary, generate_series(1, 10 + n % 11)
    ) said`;
}

/** A generated column would mean to write the table anew; a trigger gives new posts the same. */
async function findWordsOfNewPosts(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    create function find_words() returns trigger language plpgsql as $$
      begin
        new.searchable := search_vector(new.language, new.body) || search_marks(new.author_id, new.id);
        return new;
      end $$`);
  await sql`create trigger find_words before insert on posts for each row execute function find_words()`;
}
