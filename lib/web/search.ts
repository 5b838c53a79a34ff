import "server-only";
import { getLocale, getTimeZone } from "next-intl/server";
import type { ViewerContext } from "../context";
import { log } from "../log";
import { type Breaker, breaker } from "../ports/breaker";
import { chosenSearch, chosenSearchCopy } from "../ports/choose";
import type { SearchQuery } from "../ports/search-contract";
import { askEither } from "../ports/search-fallback";
import { type Ask, type Hits, searchPosts } from "../search/queries";
import type { ParsedSearch } from "../search/rules";
import type { SearchInput } from "../search/schema";

// The bundler may load this module more than once in one process.
const process_ = globalThis as typeof globalThis & { microblogSearchBreaker?: Breaker };

/**
 * Asks the index this installation has. Where that is another server and it does not answer in time, or
 * has not answered lately, the database does.
 */
const hitsFor = async (ctx: ViewerContext, query: SearchQuery, limit: number): Promise<Hits> => {
  const copy = chosenSearchCopy();
  if (!copy) return { ids: await chosenSearch(ctx.db).query(query, limit), isReduced: false };
  process_.microblogSearchBreaker ??= breaker();
  return askEither(
    {
      first: copy,
      second: chosenSearch(ctx.db),
      guard: process_.microblogSearchBreaker,
      onFallback: (reason) => log.warn({ event: "search-fell-back", reason }),
    },
    query,
    limit,
  );
};

/** Posts for the search page: by the index this installation has, in the viewer's language and zone. */
export async function foundPosts(ctx: ViewerContext, parsed: ParsedSearch, at: SearchInput) {
  const ask: Ask = (...asked) => hitsFor(ctx, ...asked);
  return searchPosts(ctx, ask, parsed, at, { language: await getLocale(), timeZone: await getTimeZone() });
}
