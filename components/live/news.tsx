import { useLocale, useTranslations } from "next-intl";
import { links } from "@/lib/links";
import { NEWS_COUNTED_MAX } from "@/lib/notifications/schema";
import { countedWords } from "./counted-words";
import { NewPosts } from "./new-posts";

/** The button that says how many posts there are above the page, with its words. */
export function News({ newest }: { newest: number }) {
  const t = useTranslations("feed");
  const locale = useLocale();
  return (
    <NewPosts
      newest={newest}
      href={links.home}
      locale={locale}
      words={countedWords(locale, (count) => t("newPosts", { count }))}
      countedMax={NEWS_COUNTED_MAX}
    />
  );
}
