import { useTranslations } from "next-intl";
import { links } from "@/lib/links";
import { signOutAction } from "@/lib/sessions/actions";
import { NavItems } from "../frame/nav";

/** The pages of the settings, and the way out. */
export function SettingsNav() {
  const t = useTranslations();
  return (
    <nav className="settings-nav" aria-label={t("settings.label")}>
      <NavItems
        items={[
          { href: links.editProfile, label: t("settings.profile") },
          { href: links.account, label: t("settings.account") },
          { href: links.sessions, label: t("settings.sessions") },
          { href: links.exports, label: t("settings.export") },
          { href: links.tokens, label: t("settings.tokens") },
        ]}
      />
      <form action={signOutAction}>
        <button type="submit">{t("nav.signOut")}</button>
      </form>
    </nav>
  );
}
