import "server-only";
import { getLocale, getTimeZone } from "next-intl/server";
import type { ViewerContext } from "../context";
import { chosenSearch } from "../ports/choose";
import { searchPosts } from "../search/queries";
import type { ParsedSearch } from "../search/rules";
import type { SearchInput } from "../search/schema";

/** Posts for the search page: by the index this installation has, in the viewer's language and zone. */
export async function foundPosts(ctx: ViewerContext, parsed: ParsedSearch, at: SearchInput) {
  const search = chosenSearch(ctx.db);
  const ask = async (...asked: Parameters<typeof search.query>) => ({
    ids: await search.query(...asked),
    isReduced: false,
  });
  const asker = { language: await getLocale(), timeZone: await getTimeZone() };
  return searchPosts(ctx, ask, parsed, at, asker);
}
