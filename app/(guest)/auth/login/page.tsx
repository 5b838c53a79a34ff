import { getTranslations } from "next-intl/server";
import { guestPage } from "@/app/doors";
import { AuthPanel } from "@/components/account/auth-panel";
import { SignInForm } from "@/components/account/sign-in-form";
import { links } from "@/lib/links";

export default guestPage(async ({ search }) => {
  const t = await getTranslations("signIn");
  const next = typeof search.next === "string" ? search.next : undefined;
  return (
    <AuthPanel
      title={t("title")}
      notice={next ? t("loginRequired") : undefined}
      footer={{ text: t("newHere"), href: links.register, label: t("registerLink") }}
    >
      <SignInForm
        next={next}
        words={{
          identifier: t("identifier"),
          password: t("password"),
          remember: t("remember"),
          submit: t("submit"),
        }}
      />
      <p className="panel-foot">
        {t("forgot")} <a href={links.resetPassword}>{t("forgotLink")}</a>
      </p>
    </AuthPanel>
  );
});
