import { useTranslations } from "next-intl";
import { links } from "@/lib/links";
import { CHOICES, DEFAULT_LIFETIME_DAYS, LIFETIMES_DAYS } from "@/lib/tokens/schema";
import { useTokenErrors } from "../form/error-words";
import { TokenForm } from "./token-form";

/** What tokens are for, and the form that makes one, in the viewer's language. */
export function TokenMaker() {
  const t = useTranslations("tokens");
  return (
    <>
      <p className="page-intro">
        {t("intro")} <a href={links.apiDocs}>{t("docs")}</a>
      </p>
      <TokenForm
        options={{
          access: CHOICES.map((value) => ({ value, label: t(value) })),
          days: LIFETIMES_DAYS.map((days) => ({ value: String(days), label: t("daysOption", { days }) })),
        }}
        usualDays={String(DEFAULT_LIFETIME_DAYS)}
        words={{
          name: t("name"),
          nameHint: t("nameHint"),
          access: t("access"),
          days: t("days"),
          submit: t("submit"),
          created: t("created"),
          secretLabel: t("secretLabel"),
        }}
        errors={useTokenErrors()}
      />
    </>
  );
}
