import { useTranslations } from "next-intl";
import type { Viewer } from "@/lib/context";
import { startExportAction } from "@/lib/exports/actions";
import { links } from "@/lib/links";
import type { Profile } from "@/lib/people/queries";
import { RichText } from "../posts/rich-text";
import { Avatar } from "../ui/avatar";
import { useDates } from "../ui/dates";
import { Follow } from "./follow";

interface ProfileHeadProps {
  profile: Profile;
  viewer: Viewer;
  /** Whether the viewer has no export under way. */
  mayExport: boolean;
}

/** The head of somebody's page: picture, words about themselves, counts, and the one thing to do. */
export function ProfileHead({ profile, viewer, mayExport }: ProfileHeadProps) {
  const t = useTranslations("profile");
  const format = useDates();
  const lastSeen = format.dateTime(profile.lastSeenAt, { dateStyle: "long", timeStyle: "short" });
  return (
    <section className="profile">
      <Avatar src={profile.avatar} size={112} />
      <div className="profile-main">
        <p className="handle">{t("user", { username: profile.username })}</p>
        {profile.aboutMe && <RichText text={profile.aboutMe} />}
        <p className="last-seen">{t("lastSeen", { when: lastSeen })}</p>
        <p className="counts">
          <a href={links.followers(profile.username)}>{t("followers", { count: profile.followers })}</a>
          {", "}
          <a href={links.following(profile.username)}>{t("following", { count: profile.following })}</a>
          {"."}
        </p>
        <div className="profile-actions">
          {profile.id === viewer.id ? (
            <OwnActions mayExport={mayExport} />
          ) : (
            <>
              <Follow person={profile} />
              <a className="btn btn-link" href={links.sendMessage(profile.username)}>
                {t("sendMessage")}
              </a>
            </>
          )}
        </div>
      </div>
    </section>
  );
}

function OwnActions({ mayExport }: { mayExport: boolean }) {
  const t = useTranslations("profile");
  return (
    <>
      <a className="btn btn-outline-primary" href={links.editProfile}>
        {t("edit")}
      </a>
      {mayExport && (
        <form action={startExportAction}>
          <button className="btn btn-link" type="submit">
            {t("exportPosts")}
          </button>
        </form>
      )}
    </>
  );
}
