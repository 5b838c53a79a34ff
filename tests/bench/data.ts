import postgres from "postgres";
import { stage } from "@/bin/stage";
import { hashPassword } from "@/lib/crypto";
import { buildTown, READER, STAR } from "../support/town";

/** Who asks, and the addresses of what they look at. */
export interface Town {
  posts: number;
  reader: string;
  /** Of the reader and of the star. */
  password: string;
  /** Somebody whom everybody follows. */
  star: { id: number; username: string; postId: number };
  /** Below this post the reader's feed, and everybody's posts, go on a thousand pages further down. */
  deep: { feed: number; explore: number };
}

const PASSWORD = "four sleepy otters";
const PAGE = 25;
const DEEP_PAGES = 1_000;

/** Fills an empty database with a town of that many posts; one that is there already is taken as it is. */
export async function settleTown(url: string, posts: number): Promise<Town> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const [any] = await sql`select from users where username = ${READER}`;
    if (!any) {
      await stage(`Writing ${posts.toLocaleString("en")} posts`, () =>
        buildTown(url, { posts, isSearchable: true }),
      );
      await sql`update users set password_hash = ${await hashPassword(PASSWORD)}, locale = 'en'
        where username in (${READER}, ${STAR})`;
    }
    const [star] =
      await sql`select id, (select max(posts.id) from posts where author_id = users.id) as post_id
      from users where username = ${STAR}`;
    return {
      posts,
      reader: READER,
      password: PASSWORD,
      star: { id: Number(star?.id), username: STAR, postId: Number(star?.post_id) },
      deep: await depths(sql),
    };
  } finally {
    await sql.end();
  }
}

/** Where page 1,000 begins, or the last page of a town too small for it. */
async function depths(sql: postgres.Sql): Promise<Town["deep"]> {
  const followed = sql`select followee_id from follows, users where users.id = follower_id and username = ${READER}`;
  const beginning = async (list: postgres.Fragment) => {
    const [row] = await sql`select min(id) as id from
      (select id from posts where ${list} order by id desc limit ${DEEP_PAGES * PAGE}) page`;
    return Number(row?.id);
  };
  return { feed: await beginning(sql`author_id in (${followed})`), explore: await beginning(sql`true`) };
}
