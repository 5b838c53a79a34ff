import "server-only";
import type { Viewer, ViewerContext } from "../context";
import { localeAccepted } from "../i18n/negotiate";
import { log } from "../log";
import { type Breaker, breaker } from "../ports/breaker";
import { chosenSearch, chosenSearchCopy } from "../ports/choose";
import type { SearchQuery } from "../ports/search-contract";
import { askEither } from "../ports/search-fallback";
import { type Asker, type Hits, searchPosts } from "../search/queries";
import type { ParsedSearch } from "../search/rules";

// The bundler may load this module more than once in one process.
const shared = globalThis as typeof globalThis & { microblogSearchBreaker?: Breaker };

/**
 * Asks the index this installation has. Where that is another server and it does not answer in time, or
 * has not answered lately, the database does.
 */
const hitsFor = async (ctx: ViewerContext, query: SearchQuery, limit: number): Promise<Hits> => {
  const copy = chosenSearchCopy();
  if (!copy) return { ids: await chosenSearch(ctx.db).query(query, limit), isReduced: false };
  shared.microblogSearchBreaker ??= breaker();
  return askEither(
    {
      first: copy,
      second: chosenSearch(ctx.db),
      guard: shared.microblogSearchBreaker,
      onFallback: (reason) => log.warn({ event: "search-fell-back", reason }),
    },
    query,
    limit,
  );
};

/** By whose words and days a program's search is understood: the settings of its member. */
export const askerOf = ({ locale, timeZone }: Viewer): Asker => ({
  language: locale ?? localeAccepted(null),
  timeZone: timeZone ?? "UTC",
});

/** Posts that are found by the index this installation has, for the page and for programs. */
export const foundPosts = (
  ctx: ViewerContext,
  parsed: ParsedSearch,
  at: Parameters<typeof searchPosts>[3],
  asker: Asker,
) => searchPosts(ctx, (...asked) => hitsFor(ctx, ...asked), parsed, at, asker);
