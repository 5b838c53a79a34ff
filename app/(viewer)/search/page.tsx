import { redirect } from "next/navigation";
import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { PageHead } from "@/components/frame/page-head";
import { SearchBox } from "@/components/search/search-box";
import { FoundPeople, FoundPosts, SearchHelp, SearchTabs } from "@/components/search/search-results";
import { peopleWithIds } from "@/lib/follows/queries";
import { links } from "@/lib/links";
import { searchPeople } from "@/lib/search/queries";
import { isEmpty, parseSearch } from "@/lib/search/rules";
import { searchInput } from "@/lib/search/schema";
import { foundPosts } from "@/lib/web/search";

export default viewerPage(async (ctx, { search }) => {
  const input = searchInput.parse(search);
  const parsed = parseSearch(input.q);
  // Asking for nothing shows everything; coming here without asking shows the box.
  if (search.q !== undefined && isEmpty(parsed)) redirect(links.explore);
  const t = await getTranslations("search");
  const asker = { language: await getLocale(), timeZone: await getTimeZone() };
  return (
    <>
      <PageHead title={t("submit")} heading={input.q ? t("headingFor", { query: input.q }) : t("submit")} />
      <SearchBox />
      {isEmpty(parsed) ? (
        <SearchHelp />
      ) : (
        <>
          <SearchTabs input={input} />
          {input.tab === "people" ? (
            <FoundPeople
              page={await searchPeople(ctx, parsed, input, peopleWithIds)}
              input={input}
              viewer={ctx.viewer}
            />
          ) : (
            <FoundPosts
              page={await foundPosts(ctx, parsed, input, asker)}
              input={input}
              parsed={parsed}
              viewer={ctx.viewer}
            />
          )}
        </>
      )}
    </>
  );
});
