import "server-only";
import { inArray, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import { beginningOf, followingDay } from "../calendar/rules";
import type { Context, ViewerContext } from "../context";
import { env } from "../env";
import type { SearchQuery } from "../ports/search-contract";
import { type PostView, postsWithIds } from "../posts/queries";
import { firstIdAt } from "../posts/rules";
import type { ParsedSearch } from "./rules";
import { HITS_MAX, type SearchInput } from "./schema";

/** A page of results. The cursors are places in the hits, null at an end. */
export interface Results<Item> {
  items: Item[];
  older: string | null;
  newer: string | null;
}

/** What an index answers. */
export interface Hits {
  /** Best first. */
  ids: number[];
  /** Whether another index than the chosen one has answered, because that does not. */
  isReduced: boolean;
}

/** Who is asked for the hits. */
export type Ask = (query: SearchQuery, limit: number) => Promise<Hits>;

/** By whose words and days a search is understood. */
export interface Asker {
  language: string;
  timeZone: string;
}

/** Which stretch of the hits is wanted, from a place on. */
type Stretch = Pick<SearchInput, "before" | "after"> & { size?: number };

/**
 * Posts that a search finds, best first. The index says which and in which order; what is shown of them
 * the database says, so that a post that is gone is never shown.
 */
export async function searchPosts(
  ctx: ViewerContext,
  ask: Ask,
  parsed: ParsedSearch,
  at: Stretch,
  asker: Asker,
): Promise<Results<PostView> & { isReduced: boolean }> {
  const query = await queryOf(ctx, parsed, asker);
  const isHopeless = query.authorIds?.length === 0;
  const { ids, isReduced } = isHopeless ? { ids: [], isReduced: false } : await ask(query, HITS_MAX);
  const page = stretchOf(ids, at, at.size);
  return { ...page, items: await postsWithIds(ctx, page.items), isReduced };
}

async function queryOf(ctx: Context, parsed: ParsedSearch, asker: Asker): Promise<SearchQuery> {
  const { words, phrases, without, from, before, after } = parsed;
  return {
    words,
    phrases,
    without,
    language: asker.language,
    ...(from.length > 0 ? { authorIds: await idsOfPeople(ctx, from) } : {}),
    ...(before ? { belowId: firstIdAt(beginningOf(before, asker.timeZone)) } : {}),
    ...(after ? { aboveId: firstIdAt(beginningOf(followingDay(after), asker.timeZone)) - 1 } : {}),
  };
}

async function idsOfPeople(ctx: Context, usernames: string[]): Promise<number[]> {
  const names = usernames.map((name) => name.toLowerCase());
  const rows = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(inArray(sql`lower(${users.username})`, names));
  return rows.map(({ id }) => id);
}

/** The page of a list of hits that begins beyond a place, whatever has come and gone meanwhile. */
export function stretchOf(
  ids: number[],
  { before, after }: Pick<SearchInput, "before" | "after">,
  size = env.postsPerPage,
): Results<number> {
  const start = before
    ? (placeOf(ids, before.id, 1) ?? before.position)
    : after
      ? Math.max(0, (placeOf(ids, after.id, 0) ?? after.position) - size)
      : 0;
  const items = ids.slice(start, start + size);
  const end = start + items.length;
  return {
    items,
    older: end < ids.length ? `${end}.${items.at(-1)}` : null,
    newer: start > 0 && items.length > 0 ? `${start}.${items[0]}` : null,
  };
}

function placeOf(ids: number[], id: number, offset: number): number | null {
  const index = ids.indexOf(id);
  return index < 0 ? null : index + offset;
}

/**
 * People whose names hold what is looked for, or something like it: the very name first, then the most
 * similar, then who was here last.
 *
 * @param show gives what is to be seen of them, in the order of the ids
 */
export async function searchPeople<View>(
  ctx: ViewerContext,
  { words, phrases, from }: ParsedSearch,
  at: Stretch,
  show: (ctx: ViewerContext, ids: number[]) => Promise<View[]>,
): Promise<Results<View>> {
  const typed = [...words, ...phrases, ...from].join(" ").replace(/^@/, "");
  const page = stretchOf(typed ? await idsOfNamesakes(ctx, typed) : [], at, at.size);
  return { ...page, items: await show(ctx, page.items) };
}

async function idsOfNamesakes(ctx: Context, typed: string): Promise<number[]> {
  const name = sql`search_name(${users.username}, ${users.displayName})`;
  const sought = sql`rtrim(search_name(${typed}, null))`;
  const rows = await ctx.db
    .select({ id: users.id })
    .from(users)
    // A placeholder in a pattern is a letter like any other.
    .where(
      sql`${name} like '%' || regexp_replace(${sought}, '([\\\\%_])', '\\\\\\1', 'g') || '%' or ${name} %> ${sought}`,
    )
    .orderBy(
      sql`lower(${users.username}) = lower(${typed}) desc`,
      sql`word_similarity(${sought}, ${name}) desc`,
      sql`${users.lastSeenAt} desc`,
      users.id,
    )
    .limit(HITS_MAX);
  return rows.map(({ id }) => id);
}
