import { useTranslations } from "next-intl";
import type { ownProfile } from "@/lib/people/queries";
import { LOCALES, THEMES } from "@/lib/people/schema";
import { useProfileErrors } from "../form/error-words";
import { ownName } from "../frame/choices";
import { ProfileForm } from "./profile-form";

type OwnProfile = NonNullable<Awaited<ReturnType<typeof ownProfile>>>;

/** The profile editor with its words and choices, in the viewer's language. */
export function ProfileEditor({ profile }: { profile: OwnProfile }) {
  const t = useTranslations("editProfile");
  const choices = useTranslations("choices");
  const zones = Intl.supportedValuesOf("timeZone");
  return (
    <ProfileForm
      values={{
        username: profile.username,
        displayName: profile.displayName ?? "",
        aboutMe: profile.aboutMe ?? "",
        locale: profile.locale ?? "",
        timeZone: profile.timeZone ?? "",
        theme: profile.theme,
      }}
      options={{
        locale: [
          { value: "", label: t("languageAuto") },
          ...LOCALES.map((locale) => ({ value: locale, label: ownName(locale) })),
        ],
        timeZone: [
          { value: "", label: t("timeZoneAuto") },
          ...["UTC", ...zones].map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
        ],
        theme: THEMES.map((theme) => ({ value: theme, label: choices(theme) })),
      }}
      words={{
        username: t("username"),
        displayName: t("displayName"),
        displayNameHint: t("displayNameHint"),
        aboutMe: t("aboutMe"),
        locale: t("language"),
        timeZone: t("timeZone"),
        theme: t("theme"),
        submit: t("submit"),
      }}
      errors={useProfileErrors()}
    />
  );
}
