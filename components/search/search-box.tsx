import { useTranslations } from "next-intl";
import { links } from "@/lib/links";
import { SEARCH_MAX } from "@/lib/search/schema";
import { SearchField } from "./search-field";

/** The box to search with; works without a script, and keeps what was asked. */
export function SearchBox() {
  const t = useTranslations("search");
  return (
    <search className="search">
      <form action={links.search} method="get">
        <SearchField label={t("placeholder")} maxLength={SEARCH_MAX} />
      </form>
    </search>
  );
}
