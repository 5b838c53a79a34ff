import { useLocale, useTranslations } from "next-intl";
import { Translations } from "./translations";

/** The one script for all translations of a page, with its words. */
export function PageTranslations({ by }: { by: "server" | "browser" }) {
  const t = useTranslations("translation");
  return (
    <Translations
      locale={useLocale()}
      by={by}
      words={{
        busy: t("busy"),
        by: t.raw("by"),
        browser: t("browser"),
        original: t("original"),
        failed: t("failed"),
        unable: t("unable"),
      }}
    />
  );
}
