import type { Document, Index } from "./meilisearch-reference";
import { errorsOf, tokensOf } from "./meilisearch-words";

/*
 * Searching as Meilisearch documents it, in the small: every word (matchingStrategy "all") or those that
 * are rarer ("frequency"); the last word may be unfinished; one typing error from five letters and two
 * from nine, one more where the first letter is wrong; phrases; minus; filters; ranking rules in turn.
 */

interface Asked {
  q?: string | null;
  filter?: string;
  matchingStrategy?: "all" | "last" | "frequency";
  sort?: string[];
}

/** @returns the documents that a filter lets through, or null where the reference has no such filter */
export function fits(index: Index, filter: string): Document[] | null {
  const conditions = filter === "" ? [] : filter.split(" AND ");
  const tests: ((document: Document) => boolean)[] = [];
  for (const condition of conditions) {
    const [, name = "", operator = "", value = ""] =
      /^(id|authorId) (>|<|IN) (\d+|\[(?:\d+(?:, \d+)*)?\])$/.exec(condition) ?? [];
    if (!index.settings.filterableAttributes?.includes(name)) return null;
    const numbers = (value.match(/\d+/g) ?? []).map(Number);
    const [bound = 0] = numbers;
    tests.push((document) => {
      const own = document[name as "id" | "authorId"];
      return operator === "IN" ? numbers.includes(own) : operator === ">" ? own > bound : own < bound;
    });
  }
  return [...index.documents.values()].filter((document) => tests.every((test) => test(document)));
}

interface Term {
  tokens: string[];
  isPhrase: boolean;
  isUnwanted: boolean;
  isLast: boolean;
}

function termsOf(q: string): Term[] {
  const found = [...q.matchAll(/(-?)"([^"]*)"?|(-?)(\S+)/g)];
  return found.flatMap(([, minus, phrase, minus2, word], place): Term[] => {
    const isLast = place === found.length - 1;
    const isUnwanted = Boolean(minus || minus2);
    if (phrase !== undefined)
      return [{ tokens: tokensOf(phrase), isPhrase: true, isUnwanted, isLast: false }];
    const tokens = tokensOf(word ?? "");
    return tokens.map((token, index) => ({
      tokens: [token],
      isPhrase: false,
      isUnwanted,
      isLast: isLast && index === tokens.length - 1,
    }));
  });
}

/** How many errors it takes to find a term in a text, or null where it is not there. */
function errorsIn(words: string[], { tokens, isPhrase, isLast }: Term): number | null {
  if (isPhrase) {
    const at = words.findIndex((_, place) =>
      tokens.every((token, offset) => words[place + offset] === token),
    );
    return at < 0 ? null : 0;
  }
  const [token = ""] = tokens;
  const errors = words.map((word) => errorsOf(token, word, isLast)).filter((count) => count !== null);
  return errors.length > 0 ? Math.min(...errors) : null;
}

/** @returns the hits in their order, or null for a filter that is none */
export function searched(
  index: Index,
  { q, filter = "", matchingStrategy = "last", sort }: Asked,
): Document[] | null {
  const candidates = fits(index, filter);
  if (!candidates) return null;
  const terms = termsOf(q ?? "");
  const unwanted = terms.filter(({ isUnwanted }) => isUnwanted);
  let wanted = terms.filter(({ isUnwanted, tokens }) => !isUnwanted && tokens.length > 0);
  // What has no letter is no word; a search for nothing but such finds nothing.
  if ((q ?? "").trim() !== "" && terms.length === 0) return [];
  const kept = candidates.filter(({ body }) => {
    const words = tokensOf(body);
    return unwanted.every((term) => errorsIn(words, { ...term, isPhrase: true }) === null);
  });
  const hits = (sought: Term[]) =>
    kept.flatMap((document) => {
      const words = tokensOf(document.body);
      const errors = sought.map((term) => errorsIn(words, term));
      if (errors.includes(null)) return [];
      return [{ document, rank: rankOf(words, sought, errors as number[]) }];
    });
  let found = hits(wanted);
  while (matchingStrategy === "frequency" && found.length === 0 && wanted.length > 1) {
    const frequent = wanted.toSorted((one, other) => hits([other]).length - hits([one]).length)[0];
    wanted = wanted.filter((term) => term !== frequent);
    found = hits(wanted);
  }
  const isByTime = sort?.[0] === "id:desc" && wanted.length === 0;
  return found
    .sort(
      (one, other) => (isByTime ? 0 : compare(one.rank, other.rank)) || other.document.id - one.document.id,
    )
    .map(({ document }) => document);
}

/** Typing errors, then how far apart the words stand, then how many are there to the letter. */
function rankOf(words: string[], terms: Term[], errors: number[]): number[] {
  const tokens = terms.flatMap((term) => term.tokens);
  const places = tokens.map((token) => words.findIndex((word) => word === token || word.startsWith(token)));
  const apart = places.slice(1).reduce((sum, place, index) => {
    const distance = place - (places[index] ?? 0);
    return sum + Math.min(8, distance > 0 ? distance : 1 - distance);
  }, 0);
  const exact = tokens.filter((token) => words.includes(token)).length;
  return [errors.reduce((sum, count) => sum + count, 0), apart, -exact];
}

const compare = (one: number[], other: number[]): number =>
  one.map((value, place) => value - (other[place] ?? 0)).find((difference) => difference !== 0) ?? 0;
