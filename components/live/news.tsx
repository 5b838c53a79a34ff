import { useLocale, useTranslations } from "next-intl";
import { links } from "@/lib/links";
import { NEWS_COUNTED_MAX } from "@/lib/notifications/schema";
import { type CountedWords, countedWords } from "./counted-words";
import { NewPosts } from "./new-posts";

/** By language. It takes two hundred numbers to find all forms. */
const kept = new Map<string, CountedWords>();

/** The button that says how many posts there are above the page, with its words. */
export function News({ newest }: { newest: number }) {
  const t = useTranslations("feed");
  const locale = useLocale();
  const words = kept.get(locale) ?? countedWords(locale, (count) => t("newPosts", { count }));
  kept.set(locale, words);
  return (
    <NewPosts newest={newest} href={links.home} locale={locale} words={words} countedMax={NEWS_COUNTED_MAX} />
  );
}
