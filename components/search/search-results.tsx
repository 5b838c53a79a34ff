import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Viewer } from "@/lib/context";
import type { ListedPerson } from "@/lib/follows/queries";
import { links } from "@/lib/links";
import type { PostView } from "@/lib/posts/queries";
import type { Results } from "@/lib/search/queries";
import { markedParts, type ParsedSearch } from "@/lib/search/rules";
import { SEARCH_TABS, type SearchInput } from "@/lib/search/schema";
import { PersonList } from "../people/person-list";
import { Post } from "../posts/post";
import { Empty } from "../ui/empty";
import { Pager } from "../ui/pager";

/** Posts or people: one search, two lists. */
export function SearchTabs({ input }: { input: SearchInput }) {
  const t = useTranslations("search");
  return (
    <nav className="page-tabs" aria-label={t("tabs")}>
      {SEARCH_TABS.map((tab) => (
        <Link
          key={tab}
          href={`${links.search}?${new URLSearchParams({ q: input.q, ...(tab === "people" ? { tab } : {}) })}`}
          prefetch={false}
          aria-current={tab === input.tab ? "page" : undefined}
        >
          {t(tab)}
        </Link>
      ))}
    </nav>
  );
}

interface FoundPostsProps {
  page: Results<PostView> & { isReduced: boolean };
  input: SearchInput;
  parsed: ParsedSearch;
  viewer: Viewer;
}

/** Posts that were found, with what was looked for marked in them. */
export function FoundPosts({ page, input, parsed, viewer }: FoundPostsProps) {
  const t = useTranslations("search");
  const marked = (text: string) => markedParts(text, parsed);
  return (
    <>
      {page.isReduced && (
        <p className="alert alert-info" role="status">
          {t("reduced")}
        </p>
      )}
      {page.items.length === 0 ? (
        <Nothing input={input} text={t("nothing", { query: input.q })} />
      ) : (
        <section className="posts" aria-label={t("posts")}>
          {page.items.map((post) => (
            <Post key={post.id} post={post} viewer={viewer} marked={marked} />
          ))}
        </section>
      )}
      <ResultPager page={page} input={input} />
    </>
  );
}

interface FoundPeopleProps {
  page: Results<ListedPerson>;
  input: SearchInput;
  viewer: Viewer;
}

/** People who were found. */
export function FoundPeople({ page, input, viewer }: FoundPeopleProps) {
  const t = useTranslations("search");
  if (page.items.length === 0) return <Nothing input={input} text={t("nobody", { query: input.q })} />;
  return (
    <>
      <PersonList people={page.items} viewer={viewer} />
      <ResultPager page={page} input={input} />
    </>
  );
}

function ResultPager({ page, input }: { page: Results<unknown>; input: SearchInput }) {
  const t = useTranslations("search");
  const query = { q: input.q, ...(input.tab === "people" ? { tab: input.tab } : {}) };
  return (
    <Pager path={links.search} query={query} page={page} words={{ newer: t("newer"), older: t("older") }} />
  );
}

/** Beyond the last result there is a way back; where there is no result at all, what else to try. */
function Nothing({ input, text }: { input: SearchInput; text: string }) {
  const t = useTranslations("search");
  if (input.before) {
    const href = `${links.search}?${new URLSearchParams({ q: input.q, tab: input.tab })}`;
    return <Empty text={t("beyond")} action={{ href, label: t("toTop") }} />;
  }
  return (
    <>
      <Empty text={text} />
      <SearchHelp isIntroduced={false} />
    </>
  );
}

const HINTS = ["tryWords", "tryFrom", "tryDates", "tryPhrase"] as const;

/** What one can ask for. */
export function SearchHelp({ isIntroduced = true }: { isIntroduced?: boolean }) {
  const t = useTranslations("search");
  return (
    <div className="search-help">
      {isIntroduced && <p>{t("intro")}</p>}
      <ul>
        {HINTS.map((hint) => (
          <li key={hint}>{t(hint)}</li>
        ))}
      </ul>
    </div>
  );
}
