import postgres from "postgres";

declare module "vitest" {
  interface ProvidedContext {
    /** Posts of the community among which the lists are measured. */
    townPosts: number;
  }
}

/** How large a community to make. */
export interface TownSize {
  posts: number;
  /** Whether its posts are written in words that a search finds. They take most of the time of making it. */
  isSearchable?: boolean;
}

const PEOPLE = 20_000;
const FOLLOWED = 500;

/** The person whose feed is read: follows 500 people, the most diligent writers among them. */
export const READER = "person1";
/** The one whom everybody follows, and who writes most. */
export const STAR = "person2";

/**
 * Fills a database with a community in which a few write most of the posts, over a year.
 */
export async function buildTown(url: string, { posts, isSearchable = false }: TownSize): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await withoutSearch(sql);
    await sql`select setseed(0.5)`;
    await addSentences(sql, isSearchable);
    await sql`
      insert into users (username, email, password_hash, display_name, about_me)
      select 'person' || n, 'person' || n || '@example.org', 'none', 'Person ' || n, 'About person ' || n
      from generate_series(1, ${PEOPLE}::int) n`;
    // Most of it by few: the power of a random number is small far more often than large.
    await sql`
      insert into posts (id, author_id, body, searchable, created_at)
      select next_post_id(at), 2 + floor(${PEOPLE - 2} * power(random(), 4)), 'Post ' || n || body, searchable, at
      from generate_series(1, ${posts}::int) n join sentences on number = n % ${SENTENCES},
        lateral (select now() - (${posts} - n) * (interval '1 year' / ${posts}) as at) then_`;
    await sql`
      insert into follows (follower_id, followee_id)
      select 1, 2 + floor(${PEOPLE - 2} * power((n - 1.0) / ${FOLLOWED}, 2)) from generate_series(1, ${FOLLOWED}::int) n
      on conflict do nothing`;
    await sql`
      insert into follows (follower_id, followee_id)
      select n, 2 from generate_series(3, ${PEOPLE}::int) n on conflict do nothing`;
    await sql`
      insert into follows (follower_id, followee_id)
      select follower, followee from (
        select 3 + floor(${PEOPLE - 3} * random())::int as follower, 2 + floor(${PEOPLE - 2} * power(random(), 3))::int as followee
        from generate_series(1, 300000)
      ) pair where follower <> followee on conflict do nothing`;
    if (isSearchable) await withSearch(sql);
    // As the server does by itself in the background.
    await sql`vacuum (analyze) users, posts, follows`;
  } finally {
    await sql.end();
  }
}

const VOCABULARY = `morning harbour coffee letter winter garden bicycle market river library window music
  bread mountain train friend evening story island paper village doctor summer kitchen teacher bridge
  painting orange silence weather journey neighbour lantern engine feather copper meadow thunder velvet compass`;

const SENTENCES = 1_000;

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

/** Finding the words of a post takes most of the time of storing it; here it is done beforehand. */
async function withoutSearch(sql: postgres.Sql): Promise<void> {
  await sql`drop index posts_searchable_idx`;
  await sql`alter table posts alter column searchable drop expression`;
}

/** New posts are taken apart again, by a trigger: for a generated column the table would be written anew. */
async function withSearch(sql: postgres.Sql): Promise<void> {
  await sql`create index posts_searchable_idx on posts using gin (searchable) with (fastupdate = false)`;
  await sql.unsafe(`
    create function find_words() returns trigger language plpgsql as $$
      begin new.searchable := search_vector(new.language, new.body); return new; end $$`);
  await sql`create trigger find_words before insert on posts for each row execute function find_words()`;
}
