import { useTranslations } from "next-intl";
import type { Page } from "@/db/keyset";
import type { Viewer } from "@/lib/context";
import type { ListedPerson } from "@/lib/follows/queries";
import { PageHead } from "../frame/page-head";
import { Empty } from "../ui/empty";
import { Pager } from "../ui/pager";
import { PersonList } from "./person-list";

interface PeoplePageProps {
  title: string;
  page: Page<ListedPerson>;
  viewer: Viewer;
  path: string;
  /** Whether this is a page further back than the top. */
  isDeep: boolean;
  empty: string;
  back: { href: string; label: string };
}

/** A list of people with its pager, as followers and followed people are shown. */
export function PeoplePage({ title, page, viewer, path, isDeep, empty, back }: PeoplePageProps) {
  const t = useTranslations("pager");
  const wayBack = { text: t("beyond"), action: { href: path, label: t("toTop") } };
  return (
    <>
      <PageHead title={title} />
      {page.items.length === 0 ? (
        <Empty {...(isDeep ? wayBack : { text: empty, action: back })} />
      ) : (
        <>
          <PersonList people={page.items} viewer={viewer} />
          <Pager path={path} page={page} words={{ newer: t("newerPeople"), older: t("olderPeople") }} />
          <p className="page-action">
            <a href={back.href}>{back.label}</a>
          </p>
        </>
      )}
    </>
  );
}
