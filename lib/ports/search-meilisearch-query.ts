import type { Settings } from "meilisearch";
import type { SearchQuery } from "./search-contract";

/** Relevance as the server reckons it, then the newest; only what we ask for is kept for asking. */
export const SETTINGS: Settings = {
  searchableAttributes: ["body"],
  displayedAttributes: ["id"],
  filterableAttributes: ["id", "authorId"],
  sortableAttributes: ["id"],
  rankingRules: ["words", "typo", "proximity", "attribute", "sort", "exactness", "id:desc"],
  typoTolerance: { minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 } },
  pagination: { maxTotalHits: 1_000 },
};

interface Asked {
  /** The `q` of a search. */
  text: string;
  /** Whether it has words to be ranked by. */
  isOrdered: boolean;
}

/** What people type has a meaning of its own there: quotes and a minus may only be ours. */
const plain = (text: string) =>
  text
    .replaceAll('"', " ")
    .replace(/(^|\s)-+/g, "$1")
    .trim();

export function askedOf({ words, phrases, without }: SearchQuery): Asked {
  const wanted = [...phrases.map((phrase) => `"${plain(phrase)}"`), ...words.map(plain)];
  // Words come last: the server takes the last one for unfinished.
  const unwanted = without.map((text) => `-"${plain(text)}"`);
  return { text: [...unwanted, ...wanted].join(" "), isOrdered: wanted.length > 0 };
}

/** Numbers of our own making only, so nothing in a filter can be anything else. */
export function filterOf({
  authorIds,
  aboveId,
  belowId,
}: Pick<SearchQuery, "authorIds" | "aboveId" | "belowId">): string {
  const conditions = [
    ...(authorIds ? [`authorId IN [${authorIds.map(Number).join(", ")}]`] : []),
    ...(aboveId === undefined ? [] : [`id > ${Number(aboveId)}`]),
    ...(belowId === undefined ? [] : [`id < ${Number(belowId)}`]),
  ];
  return conditions.join(" AND ");
}
