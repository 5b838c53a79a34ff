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
