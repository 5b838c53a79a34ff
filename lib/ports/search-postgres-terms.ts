/** What PostgreSQL makes of a text that somebody looks for. */
export interface Meaning {
  text: string;
  /** The words in it as the index has them, in their order. */
  lexemes: string[];
  /** Their stems in every language that posts are written in, marked with it. */
  stems: string[];
  /** Pairs of East Asian letters, and the last letter of each stretch of them. */
  pairs: string[];
  /** Whether the asking person's language uses it only to fill. */
  isFiller: boolean;
  /** Whether it is a word of some post, so that it is no typing error. */
  isKnown: boolean;
}

/** A lexeme as the text form of a tsquery wants it. */
const quoted = (lexeme: string) => `'${lexeme.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

/** The part of a lexeme from which a longer word is guessed. */
const PREFIX_MIN = 3;

export const allOf = (queries: string[]): string => queries.map((query) => `(${query})`).join(" & ");
export const anyOf = (queries: string[]): string => queries.map((query) => `(${query})`).join(" | ");

/**
 * The bits of a post's id from one of these on count stretches of five hours, of three days, and of fifty
 * (`search_marks`); every post is marked with its own.
 */
const MARKS = [
  ["r", 2 ** 36],
  ["s", 2 ** 40],
  ["t", 2 ** 44],
] as const;
/** More of them would cost more than they save. */
const MARKS_MAX = 32;

/** A tsquery for what certain people have written. */
export const writtenBy = (authorIds: number[]): string => anyOf(authorIds.map((id) => quoted(`u/${id}`)));

/**
 * A tsquery for what was written up to a post, and for so long before it, as ids count time; a little
 * longer, as the marks have it. Null where that is longer than marks can say.
 */
export function writtenSince(newestId: number, span: number): string | null {
  for (const [letter, length] of MARKS) {
    const first = Math.floor(Math.max(0, newestId - span) / length);
    const last = Math.floor(newestId / length);
    if (last - first >= MARKS_MAX) continue;
    return anyOf(Array.from({ length: last - first + 1 }, (_, back) => quoted(`${letter}/${last - back}`)));
  }
  return null;
}

/** A tsquery for the text as it was typed. */
export const exactly = ({ lexemes }: Meaning): string => lexemes.map(quoted).join(" <-> ");

/** The same, or other forms of the word; East Asian writing also within a longer word. */
export function narrowly(meaning: Meaning): string {
  const forms = [exactly(meaning)];
  if (meaning.lexemes.length === 1) forms.push(...meaning.stems.map(quoted));
  if (meaning.pairs.length > 0) forms.push(withPairs(meaning));
  return anyOf(forms);
}

/** "g/" and two letters. */
const WHOLE_PAIR = 4;

function withPairs({ pairs }: Meaning): string {
  const whole = pairs.filter((pair) => [...pair].length === WHOLE_PAIR);
  return whole.length > 0 ? allOf(whole.map(quoted)) : allOf(pairs.map((pair) => `${quoted(pair)}:*`));
}

/** The same, or words that are near to it, or words that it begins where it may still be being typed. */
export function widely(meaning: Meaning, near: string[], isLast: boolean): string {
  const begun = isLast ? meaning.lexemes.filter((lexeme) => lexeme.length >= PREFIX_MIN) : [];
  const isOneWord = meaning.lexemes.length === 1;
  return anyOf([
    narrowly(meaning),
    ...(isOneWord ? [...begun.map((lexeme) => `${quoted(lexeme)}:*`), ...near.map(quoted)] : []),
  ]);
}
