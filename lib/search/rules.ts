import { type Day, dayOf } from "../calendar/rules";
import { SEARCH_MAX, TERMS_MAX } from "./schema";

/** What somebody has typed, taken apart. */
export interface ParsedSearch {
  words: string[];
  phrases: string[];
  /** Words and phrases with a minus before them. */
  without: string[];
  /** Usernames as typed, without "@". */
  from: string[];
  /** Days as typed: earlier than this one begins, later than this one ends. */
  before?: Day;
  after?: Day;
}

const TERM =
  /(?<minus>-?)"(?<phrase>[^"]*)"?|(?<operator>from|before|after):(?<value>[^\s"]+)|(?<minus2>-?)(?<word>[^\s"]+)/giu;
const MEANS_SOMETHING = /[\p{L}\p{N}]/u;

/**
 * Takes a search apart: words, "phrases", -without, from:name, before:2026-01-31 and after:2026-01-31,
 * in any order. Whatever is not well-formed is taken as words; nothing is an error.
 */
export function parseSearch(typed: string): ParsedSearch {
  const found: ParsedSearch = { words: [], phrases: [], without: [], from: [] };
  let count = 0;
  for (const { groups = {} } of typed.slice(0, SEARCH_MAX).normalize("NFC").matchAll(TERM)) {
    if (count === TERMS_MAX) break;
    if (takeOperator(found, groups.operator, groups.value)) continue;
    const text = groups.phrase ?? groups.word ?? `${groups.operator} ${groups.value}`;
    if (!MEANS_SOMETHING.test(text)) continue;
    count += 1;
    const isWord = groups.phrase === undefined && !/\s/.test(text);
    const list = groups.minus || groups.minus2 ? found.without : isWord ? found.words : found.phrases;
    list.push(text.trim());
  }
  return found;
}

function takeOperator(found: ParsedSearch, operator = "", value = ""): boolean {
  const name = operator.toLowerCase();
  if (name === "from") {
    found.from.push(value.replace(/^@/, ""));
    return true;
  }
  const day = name === "before" || name === "after" ? dayOf(value) : null;
  if (!day) return false;
  found[name as "before" | "after"] = day;
  return true;
}

/** Whether nothing was asked for. */
export const isEmpty = ({ words, phrases, without, from, before, after }: ParsedSearch): boolean =>
  words.length + phrases.length + without.length + from.length === 0 && !before && !after;

/** A stretch of a text, and whether it is what was looked for. */
export interface MarkedPart {
  text: string;
  isMatch: boolean;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const MARKS = /\p{M}/gu;
/** Writing in which a word stands within a longer one. */
const EAST_ASIAN = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** What endings of one word's forms may differ in. */
const ENDING_MAX = 3;
const STEM_MIN = 3;

const folded = (text: string) => text.normalize("NFKD").replace(MARKS, "").toLowerCase().normalize("NFC");

/**
 * Takes a text apart by what was looked for in it: the words of the search, words that they begin and
 * other forms of them. The parts joined give the text.
 */
export function markedParts(
  text: string,
  { words, phrases }: Pick<ParsedSearch, "words" | "phrases">,
): MarkedPart[] {
  const sought = [...words, ...phrases].flatMap((term) => folded(term).match(WORD) ?? []);
  const parts: MarkedPart[] = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const range = matchIn(word, sought);
    if (!range) continue;
    const [from, to] = [index + range[0], index + range[1]];
    if (from > end) parts.push({ text: text.slice(end, from), isMatch: false });
    parts.push({ text: text.slice(from, to), isMatch: true });
    end = to;
  }
  if (end < text.length) parts.push({ text: text.slice(end), isMatch: false });
  return parts;
}

/** Where in a word of a text one of the sought words is: from and to, or null. */
function matchIn(word: string, sought: string[]): [number, number] | null {
  const plain = folded(word);
  for (const term of sought) {
    if (EAST_ASIAN.test(term)) {
      // Folding may change the length; a place in it holds only where it has not.
      const at = plain.length === word.length ? plain.indexOf(term) : -1;
      if (at >= 0) return [at, at + term.length];
    } else if (isForm(plain, term)) return [0, word.length];
  }
  return null;
}

function isForm(word: string, term: string): boolean {
  if (word === term || (term.length >= STEM_MIN && word.startsWith(term))) return true;
  let common = 0;
  while (common < Math.min(word.length, term.length) && word[common] === term[common]) common += 1;
  const rest = Math.max(word.length, term.length) - common;
  return common > STEM_MIN && rest <= ENDING_MAX;
}
