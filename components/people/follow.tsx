import { useTranslations } from "next-intl";
import { cache } from "react";
import type { ListedPerson } from "@/lib/follows/queries";
import { shownName } from "@/lib/people/rules";
import { FollowButton } from "./follow-button";

type Translate = ReturnType<typeof useTranslations<"profile">>;

/** One object for all buttons of a page, so that React sends it once. */
const wordsIn = cache((t: Translate) => ({
  follow: t("follow"),
  unfollow: t("unfollow"),
  followNamed: t.raw("followNamed"),
  unfollowNamed: t.raw("unfollowNamed"),
}));

/** The follow button of a person, with its words. */
export function Follow({
  person,
}: {
  person: Pick<ListedPerson, "id" | "username" | "displayName" | "isFollowed">;
}) {
  const t = useTranslations("profile");
  return (
    <FollowButton
      userId={person.id}
      name={shownName(person)}
      isFollowed={person.isFollowed}
      words={wordsIn(t)}
    />
  );
}
