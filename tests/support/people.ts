import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/connection";
import { users } from "@/db/schema";
import type { Context, ViewerContext } from "@/lib/context";

/** As many people as names, in the same order. */
type Each<Names extends string[]> = { [Index in keyof Names]: ViewerContext };

/** Makes people at once, without a password and without signing in: for what does not ask for either. */
export async function people<Names extends string[]>(
  db: Database | Transaction,
  ...usernames: Names
): Promise<Each<Names>> {
  const rows = await db
    .insert(users)
    .values(
      usernames.map((username) => ({ username, email: `${username}@example.org`, passwordHash: "none" })),
    )
    .returning();
  return rows.map(({ passwordHash: _, ...viewer }) => ({
    db,
    viewer: { ...viewer, hasConfirmedEmail: false },
  })) as Each<Names>;
}

/** Does what may fail in a transaction of its own, so that the test's goes on after it. */
export const apart = <C extends Context, T>(ctx: C, work: (ctx: C) => Promise<T>): Promise<T> =>
  ctx.db.transaction((db) => work({ ...ctx, db }));

/** Writes a post as if so many seconds ago, and gives its id. */
export async function writeAgo(ctx: ViewerContext, secondsAgo: number, body: string): Promise<number> {
  const [row] = await ctx.db.execute<{ id: string }>(sql`
    insert into posts (id, author_id, body, created_at)
    select next_post_id(at), ${ctx.viewer.id}, ${body}, at
    from (select now() - make_interval(secs => ${secondsAgo}) as at) then_
    returning id`);
  return Number(row?.id);
}

/** Writes posts numbered from 1, the oldest, a second apart, and gives their ids, the newest first. */
export async function writeMany(ctx: ViewerContext, count: number): Promise<number[]> {
  const rows = await ctx.db.execute<{ id: string }>(sql`
    insert into posts (id, author_id, body, created_at)
    select next_post_id(at), ${ctx.viewer.id}, number::text, at
    from generate_series(1, ${count}::int) number,
      lateral (select now() - make_interval(secs => ${count} - number) as at) then_
    returning id`);
  return rows.map(({ id }) => Number(id)).sort((one, other) => other - one);
}
