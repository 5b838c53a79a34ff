import { useTranslations } from "next-intl";
import type { Viewer } from "@/lib/context";
import type { ListedPerson } from "@/lib/follows/queries";
import { PersonList } from "./person-list";

/** A few people to follow, for the third column. */
export function Suggestions({ people, viewer }: { people: ListedPerson[]; viewer: Viewer }) {
  const t = useTranslations("suggestions");
  if (people.length === 0) return null;
  return (
    <section aria-labelledby="suggestions">
      <h2 id="suggestions">{t("title")}</h2>
      <PersonList people={people} viewer={viewer} isCompact />
    </section>
  );
}
