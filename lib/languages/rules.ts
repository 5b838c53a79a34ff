/** What is no language's: addresses, names of people, marks of a subject. */
const NOT_WORDS = /https?:\/\/\S+|[@#][\p{L}\p{N}_.-]+/gu;
const LETTER = /\p{L}/gu;
/** Writing that holds a word in a letter or two, and that few languages share. */
const DENSE = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const LETTERS_MIN = 10;
const DENSE_LETTERS_MIN = 4;

/** The best language has to be so much likelier than the second; a long text needs less. */
const LEAD_MIN = 0.06;
const LONG_LETTERS = 60;
const LONG_LEAD_MIN = 0.02;

/**
 * The language a text is written in, as far as it can be told: rather none than a wrong one, so short
 * and mixed texts mostly have none.
 *
 * @returns an ISO 639-1 code or null
 */
export async function languageOf(text: string): Promise<string | null> {
  const words = text.replace(NOT_WORDS, " ");
  const letters = words.match(LETTER)?.length ?? 0;
  if (letters < (DENSE.test(words) ? DENSE_LETTERS_MIN : LETTERS_MIN)) return null;
  // What it knows of sixty languages takes 50 MB: only where it is needed.
  const { eld } = await import("eld/medium");
  const found = eld.detect(words);
  if (!found.isReliable()) return null;
  const [first = 0, second = 0] = Object.values(found.getScores()).toSorted((one, other) => other - one);
  return first - second >= (letters >= LONG_LETTERS ? LONG_LEAD_MIN : LEAD_MIN) ? found.language : null;
}
