import type { useLocale, useTranslations } from "next-intl";

/** A sentence with a number for each form that a language has for numbers; `{count}` is the number. */
export type CountedWords = Record<string, string>;

const NUMBERS_TRIED = 200;

/**
 * Takes a sentence of the catalogue apart into its plural forms, so that a script can put in numbers
 * that are not known yet without bringing a translation library along.
 *
 * @param say the sentence for a number, as `t("key", { count })`
 */
export function countedWords(
  locale: ReturnType<typeof useLocale>,
  say: (count: number) => ReturnType<ReturnType<typeof useTranslations>>,
): CountedWords {
  const rules = new Intl.PluralRules(locale);
  const words: CountedWords = {};
  for (let count = 1; count <= NUMBERS_TRIED; count += 1) {
    words[rules.select(count)] ??= say(count).replace(String(count), "{count}");
  }
  return words;
}

/** The sentence for a number. */
export function sayCounted(
  words: CountedWords,
  locale: string,
  count: number,
  shown = String(count),
): string {
  const form = new Intl.PluralRules(locale).select(count);
  return (words[form] ?? words.other ?? "").replace("{count}", shown);
}
