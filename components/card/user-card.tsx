import { useTranslations } from "next-intl";
import type { Viewer } from "@/lib/context";
import { links } from "@/lib/links";
import type { Profile } from "@/lib/people/queries";
import { Follow } from "../people/follow";
import { PersonLink } from "../people/person-link";
import { RichText } from "../posts/rich-text";
import { Avatar } from "../ui/avatar";
import { useDates } from "../ui/dates";

/** Somebody in small: picture, name, words about themselves, last seen, counts, and a follow button. */
export function UserCard({ profile, viewer }: { profile: Profile; viewer: Viewer }) {
  const t = useTranslations("profile");
  const format = useDates();
  const lastSeen = format.dateTime(profile.lastSeenAt, { dateStyle: "medium", timeStyle: "short" });
  const { followers, following } = profile;
  return (
    <article className="user-card">
      <Avatar src={profile.avatar} size={64} />
      <div className="user-card-main">
        <p>
          <PersonLink person={profile} />
        </p>
        {profile.aboutMe && <RichText text={profile.aboutMe} />}
        <p className="last-seen">{t("lastSeen", { when: lastSeen })}</p>
        <p className="counts">
          <a href={links.followers(profile.username)}>{t("followers", { count: followers })}</a>
          {", "}
          <a href={links.following(profile.username)}>{t("following", { count: following })}</a>
        </p>
        {profile.id !== viewer.id && <Follow person={profile} />}
      </div>
    </article>
  );
}
