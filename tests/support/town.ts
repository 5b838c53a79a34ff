import postgres from "postgres";
import { withoutIndexes } from "./quick-load";
import { addPosts } from "./town-posts";

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

/** Changes with what is made here, so that a town of an older edition is made anew. */
export const EDITION = 3;

const PEOPLE = 20_000;
const FOLLOWED = 500;
const FOLLOWED_BY_CURIOUS = 5_000;
const FOLLOWS = 300_000;
/** A thousand pages and more. */
const RECEIVED = 30_000;
/** Everybody writes so many posts for each message. */
const POSTS_PER_MESSAGE = 5;
const INDEXING_MEMORY = "1GB";

/** The person whose feed is read: follows 500 people, the most diligent writers among them. */
export const READER = "person1";
/** The one whom everybody follows, and who writes most. */
export const STAR = "person2";
/** Somebody who follows 5,000 people. */
export const CURIOUS = "person3";

/**
 * Fills an empty database with a community in which a few write most of the posts, over a year, the same
 * every time. The database must be one's own to do anything with.
 */
export async function buildTown(url: string, size: TownSize): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql`select setseed(0.5), set_config('maintenance_work_mem', ${INDEXING_MEMORY}, false)`;
    await sql`
      insert into users (username, email, password_hash, display_name, about_me)
      select 'person' || n, 'person' || n || '@example.org', 'none', 'Person ' || n, 'About person ' || n
      from generate_series(1, ${PEOPLE}::int) n`;
    await addPosts(sql, PEOPLE, size);
    await withoutIndexes(sql, "follows", () => addFollows(sql));
    await withoutIndexes(sql, "messages", () => addMessages(sql, size));
    // As the server does by itself in the background.
    await sql`vacuum (analyze) users, posts, follows, messages, search_words`;
  } finally {
    await sql.end();
  }
}

async function addFollows(sql: postgres.Sql): Promise<void> {
  for (const [follower, count] of [
    [1, FOLLOWED],
    [3, FOLLOWED_BY_CURIOUS],
  ] as const) {
    await sql`
      insert into follows (follower_id, followee_id)
      select ${follower}, 2 + floor(${PEOPLE - 2} * power((n - 1.0) / ${count}, 2)) as followee
      from generate_series(1, ${count}::int) n where 2 + floor(${PEOPLE - 2} * power((n - 1.0) / ${count}, 2)) <> ${follower}
      on conflict do nothing`;
  }
  await sql`
    insert into follows (follower_id, followee_id)
    select n, 2 from generate_series(3, ${PEOPLE}::int) n on conflict do nothing`;
  await sql`
    insert into follows (follower_id, followee_id)
    select follower, followee from (
      select 4 + floor(${PEOPLE - 4} * random())::int as follower, 2 + floor(${PEOPLE - 2} * power(random(), 3))::int as followee
      from generate_series(1, ${FOLLOWS}::int)
    ) pair where follower <> followee on conflict do nothing`;
}

/** What the reader received, in between what everybody wrote to everybody. */
async function addMessages(sql: postgres.Sql, { posts }: TownSize): Promise<void> {
  const others = Math.floor(posts / POSTS_PER_MESSAGE);
  await sql`
    insert into messages (sender_id, recipient_id, body)
    select 2 + floor(${PEOPLE - 2} * random()),
      case when n * ${RECEIVED}::bigint % ${RECEIVED + others} < ${RECEIVED} then 1 else 2 + floor(${PEOPLE - 2} * random()) end,
      'Message ' || n
    from generate_series(1, ${RECEIVED + others}::int) n`;
  await sql`update users set last_read_message_id = (select max(id) from messages)`;
}
