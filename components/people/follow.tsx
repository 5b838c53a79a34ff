import { useTranslations } from "next-intl";
import type { ListedPerson } from "@/lib/follows/queries";
import { shownName } from "@/lib/people/rules";
import { FollowButton } from "./follow-button";

/** The follow button of a person, with its words. */
export function Follow({
  person,
}: {
  person: Pick<ListedPerson, "id" | "username" | "displayName" | "isFollowed">;
}) {
  const t = useTranslations("profile");
  const name = shownName(person);
  return (
    <FollowButton
      userId={person.id}
      isFollowed={person.isFollowed}
      words={{
        follow: t("follow"),
        unfollow: t("unfollow"),
        followNamed: t("followNamed", { name }),
        unfollowNamed: t("unfollowNamed", { name }),
      }}
    />
  );
}
