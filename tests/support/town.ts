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
export async function buildTown(url: string, { posts }: TownSize): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await withoutSearch(sql);
    await sql`select setseed(0.5)`;
    await sql`
      insert into users (username, email, password_hash, display_name, about_me)
      select 'person' || n, 'person' || n || '@example.org', 'none', 'Person ' || n, 'About person ' || n
      from generate_series(1, ${PEOPLE}::int) n`;
    // Most of it by few: the power of a random number is small far more often than large.
    await sql`
      insert into posts (id, author_id, body, created_at)
      select next_post_id(at), 2 + floor(${PEOPLE - 2} * power(random(), 4)), 'Post ' || n, at
      from generate_series(1, ${posts}::int) n,
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
    // As the server does by itself in the background.
    await sql`vacuum (analyze) users, posts, follows`;
  } finally {
    await sql.end();
  }
}

/** Finding the words of a post takes most of the time of storing it; every row gets the same words. */
async function withoutSearch(sql: postgres.Sql): Promise<void> {
  await sql`drop index posts_searchable_idx`;
  await sql`alter table posts
    alter column searchable drop expression,
    alter column searchable set default to_tsvector('simple', 'post number')`;
}
