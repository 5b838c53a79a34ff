import { type SQL, sql } from "drizzle-orm";
import type { Direction } from "./keyset";
import type { Given } from "./prepared";

/** So many posts are walked over, for each person followed, before people are looked up one by one. */
const WALKED_PER_PERSON = 2;

/**
 * The ids of one page of a feed, nearest first. Whoever follows many finds the page among the nearest
 * posts of everybody: these are walked over first, as many as would cost what looking up each person
 * costs. Only where too few of them are wanted, people are looked up (`idsByAuthor`). So the cost is one
 * of these two, at every depth and for every size of the table.
 */
export function feedIds(
  viewerId: Given<number>,
  direction: Direction,
  id: Given<number>,
  limit: number,
): SQL {
  // As a number and not as a parameter, of which PostgreSQL would think that it may be half of all posts.
  const most = sql.raw(String(Math.trunc(limit)));
  const order = sql.raw(direction === "older" ? "desc" : "asc");
  const followed = sql`from follows where follower_id = ${viewerId}`;
  return sql`
    with reach as (
      select ${most} + ${sql.raw(String(WALKED_PER_PERSON))} * count(*) as posts ${followed}
    ), seen as materialized (
      select id, author_id from posts where ${beyond(direction, sql`id`, id)}
      order by id ${order} limit (select posts from reach)
    ), walked as materialized (
      -- Asked for one post at a time: as a list of people to look through, PostgreSQL would plan for few of them.
      select id from seen where author_id = ${viewerId} or exists (select ${followed} and followee_id = author_id)
      order by id ${order} limit ${most}
    ), enough as materialized (
      -- In this order, for only counting what was seen makes the walk go on to its end.
      select case when (select count(*) from walked) >= ${most} then true
        else (select count(*) from seen) < (select posts from reach) end as is_so
    )
    select id from (
      select id from walked where (select is_so from enough)
      union all
      select id from (${idsByAuthor(viewerId, direction, id, most)}) looked_up where not (select is_so from enough)
    ) nearest
    order by id ${order} limit ${most}`;
}

/**
 * The same by one index probe for each person. Whoever wrote one of the nearest `most` posts is among
 * the `most` authors whose own nearest post is nearest: so one probe an author finds those few, and only
 * their posts are read.
 */
function idsByAuthor(viewerId: Given<number>, direction: Direction, id: Given<number>, most: SQL): SQL {
  const order = sql.raw(direction === "older" ? "desc" : "asc");
  const isBeyond = beyond(direction, sql`p.id`, id);
  return sql`
    select page.id
    from (
      select nearest.author_id
      from (
        select followee_id as author_id from follows where follower_id = ${viewerId}
        union all
        select ${viewerId}::bigint
      ) author
      cross join lateral (
        select p.author_id, p.id from posts p
        where p.author_id = author.author_id and ${isBeyond}
        order by p.id ${order} limit 1
      ) nearest
      order by nearest.id ${order} limit ${most}
    ) author
    cross join lateral (
      select p.id from posts p
      where p.author_id = author.author_id and ${isBeyond}
      order by p.id ${order} limit ${most}
    ) page
    order by page.id ${order} limit ${most}`;
}

const beyond = (direction: Direction, column: SQL, id: Given<number>): SQL =>
  direction === "older" ? sql`${column} < ${id}` : sql`${column} > ${id}`;
