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

/** A day of the calendar, in whatever zone the person lives. */
export interface Day {
  year: number;
  month: number;
  day: number;
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

function dayOf(text: string): Day | null {
  const [, year, month, day] = (/^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? []).map(Number);
  if (!year || !month || !day) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 ? { year, month, day } : null;
}

/** Whether nothing was asked for. */
export const isEmpty = ({ words, phrases, without, from, before, after }: ParsedSearch): boolean =>
  words.length + phrases.length + without.length + from.length === 0 && !before && !after;

/** The instant at which a day begins in a zone: where clocks skip midnight, its first moment. */
export function beginningOf({ year, month, day }: Day, timeZone: string): Date {
  const wall = Date.UTC(year, month - 1, day);
  const guess = wall - offsetAt(wall, timeZone);
  return new Date(wall - offsetAt(guess, timeZone));
}

/** The day after. */
export const followingDay = ({ year, month, day }: Day): Day => {
  const next = new Date(Date.UTC(year, month - 1, day + 1));
  return { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
};

/** By how many milliseconds a zone's clocks are ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const part = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour, minute, second } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
}

// 2000-01-01, and 12 bits for the counter below the time: drizzle/0000.
const ID_EPOCH_MS = 946_684_800_000;
const IDS_PER_MS = 4_096;

/** The least id of a post written at this instant or later. */
export const firstIdAt = (at: Date): number => Math.max(0, at.getTime() - ID_EPOCH_MS) * IDS_PER_MS;
