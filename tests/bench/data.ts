import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { startPostgres } from "@/bin/postgres/server";
import { disposable } from "@/bin/postgres/settings";
import { stage } from "@/bin/stage";
import { migrate } from "@/db/migrate";
import { hashPassword } from "@/lib/crypto";
import { buildTown, CURIOUS, EDITION, READER, STAR } from "../support/town";

/** Who asks, and the addresses of what they look at. */
export interface Town {
  edition: number;
  posts: number;
  reader: string;
  /** Follows 5,000 people. */
  curious: string;
  /** Of these two and of the star. */
  password: string;
  /** Somebody whom everybody follows. */
  star: { id: number; username: string; postId: number };
  /** Below this id a list goes on a thousand pages further down. */
  deep: Record<"feed" | "explore" | "profile" | "inbox", number>;
}

const PASSWORD = "four sleepy otters";
const PAGE = 25;
const DEEP_PAGES = 1_000;

/**
 * The town of that many posts whose database is in a folder, made first where there is none.
 *
 * @param folder what `DATA_DIR` is for a server
 */
export async function settleTown(folder: string, posts: number): Promise<Town> {
  // Written last, so that a town whose making was broken off is made anew.
  const file = join(folder, "town.json");
  const known = await readFile(file, "utf8").then(
    (text) => JSON.parse(text) as Town,
    () => null,
  );
  if (known?.edition === EDITION) return known;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const town = await stage(`Writing ${posts.toLocaleString("en")} posts`, () => make(folder, posts));
  await writeFile(file, JSON.stringify(town));
  return town;
}

async function make(folder: string, posts: number): Promise<Town> {
  // Quick, and thrown away when it breaks: nobody's data.
  const server = await startPostgres(folder, disposable);
  try {
    await migrate(server.url);
    await buildTown(server.url, { posts, isSearchable: true });
    return await described(server.url, posts);
  } finally {
    await server.stop();
  }
}

async function described(url: string, posts: number): Promise<Town> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql`update users set password_hash = ${await hashPassword(PASSWORD)}, locale = 'en'
      where username in (${READER}, ${CURIOUS}, ${STAR})`;
    const [star] =
      await sql`select id, (select max(posts.id) from posts where author_id = users.id) as post_id
      from users where username = ${STAR}`;
    const people = { reader: READER, curious: CURIOUS, password: PASSWORD };
    const starId = Number(star?.id);
    return {
      ...{ edition: EDITION, posts, ...people, deep: await depths(sql, starId) },
      star: { id: starId, username: STAR, postId: Number(star?.post_id) },
    };
  } finally {
    await sql.end();
  }
}

/** Where page 1,000 begins, or the last whole page of a list too short for it. */
async function depths(sql: postgres.Sql, starId: number): Promise<Town["deep"]> {
  const reader = sql`(select id from users where username = ${READER})`;
  const beginning = async (list: postgres.Fragment) => {
    const [row] = await sql`select id from
      (select id from ${list} order by id desc limit ${DEEP_PAGES * PAGE}) page
      order by id offset ${PAGE} limit 1`;
    return Number(row?.id);
  };
  return {
    feed: await beginning(
      sql`posts where author_id in (select followee_id from follows where follower_id = ${reader})`,
    ),
    explore: await beginning(sql`posts`),
    profile: await beginning(sql`posts where author_id = ${starId}`),
    inbox: await beginning(sql`messages where recipient_id = ${reader}`),
  };
}
