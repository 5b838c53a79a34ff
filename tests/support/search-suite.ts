import { describe, expect, it } from "vitest";
import { beginningOf, followingDay } from "@/lib/calendar/rules";
import type { Search } from "@/lib/ports/search-contract";
import { firstIdAt } from "@/lib/posts/rules";
import { isEmpty, parseSearch } from "@/lib/search/rules";
import { searchText } from "@/lib/search/schema";
import { SEARCH_CASES } from "./search-cases";
import { type SampleName, sampleNamed } from "./search-posts";

interface Tried {
  search: Search;
  authorId: (username: string) => number | undefined;
}

const DAY_ZONE = "UTC";

/** Asks an adapter as the search page does, and names the samples that it finds. */
export async function found({ search, authorId }: Tried, typed: string, language = "en") {
  const parsed = parseSearch(searchText.parse(typed));
  if (isEmpty(parsed)) return [];
  const { from, before, after, ...terms } = parsed;
  const ids = await search.query(
    {
      ...terms,
      language,
      ...(from.length > 0 ? { authorIds: from.flatMap((name) => authorId(name.toLowerCase()) ?? []) } : {}),
      ...(before ? { belowId: firstIdAt(beginningOf(before, DAY_ZONE)) } : {}),
      ...(after ? { aboveId: firstIdAt(beginningOf(followingDay(after), DAY_ZONE)) - 1 } : {}),
    },
    100,
  );
  return ids.map((id) => sampleNamed(id) ?? String(id));
}

/** What every adapter of the search port answers alike; `open` gives one that holds all samples. */
export function itSearches(open: () => Promise<Tried> | Tried): void {
  describe.each(Object.entries(SEARCH_CASES))("%s", (_, cases) => {
    it.each(cases)("$typed", async ({ typed, finds, isOrdered, language }) => {
      const names = await found(await open(), typed, language);
      const expected: (SampleName | string)[] = finds;
      expect(isOrdered ? names : names.toSorted()).toEqual(isOrdered ? expected : expected.toSorted());
    });
  });
}
