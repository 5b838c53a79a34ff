const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** How long a text is as people count: user-perceived characters (UAX #29 grapheme clusters). */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

// C0 and C1 controls but tab and line feed; PostgreSQL refuses NUL, terminals and mails suffer from the rest.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** Whether a text can be stored and shown unchanged: no lone surrogate, no control character. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !CONTROL.test(text);
}

/** Browsers send CR LF for a line break in a form; everywhere else it is LF. */
export const withUnixLineBreaks = (text: string): string => text.replaceAll("\r\n", "\n");

// Direction overrides and isolates, zero-width and other invisible format characters. The zero-width
// joiner and non-joiner stay: emoji, Persian and Indic names need them.
const INVISIBLE = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]/;

/** Whether a single-line name hides nothing: no line break, no direction or invisible character. */
export function isPlainName(name: string): boolean {
  return isStorable(name) && !/[\t\n]/.test(name) && !INVISIBLE.test(name);
}

/** A stretch of a text: plain, or an address that may be followed. */
export interface TextPart {
  text: string;
  href?: string;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"`{}|\\^]+/giu;
const TRAILING = new Set([...".,;:!?'\"*_~…。、，！？」』）"]);

/**
 * Finds the web addresses in a text in one pass. Only http and https become links; punctuation that
 * ends the sentence, not the address, stays outside. The parts joined give the text.
 */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutSentenceEnd(match[0]);
    const href = hrefOf(address);
    if (!href) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

function withoutSentenceEnd(address: string): string {
  let surplus = [...address].reduce(
    (open, letter) => open + (letter === ")" ? 1 : letter === "(" ? -1 : 0),
    0,
  );
  let end = address.length;
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1);
    if (last === ")" && surplus > 0) surplus -= 1;
    else if (!TRAILING.has(last)) break;
  }
  return address.slice(0, end);
}

/** The address in the form a browser goes to, or null where it is none or hides who it leads to. */
function hrefOf(address: string): string | null {
  const url = URL.parse(address);
  // "https://bank.example@evil.example" leads elsewhere than it reads.
  return !url || url.username || url.password ? null : url.href;
}

/** An instant as the Flask Mega-Tutorial writes it: in UTC, with six digits of a second or none. */
export const tutorialInstant = (at: Date): string =>
  at.toISOString().replace(/\.(\d{3})Z$/, (_, ms) => (ms === "000" ? "Z" : `.${ms}000Z`));
