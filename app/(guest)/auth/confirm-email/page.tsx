import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/doors";
import { AuthPanel } from "@/components/account/auth-panel";
import { ConfirmEmail } from "@/components/account/email-forms";
import { LinkOver } from "@/components/account/link-over";
import { links } from "@/lib/links";
import { currentProof } from "@/lib/web/secret-link";

export default openPage(async () => {
  const t = await getTranslations("confirmEmail");
  const again = { href: links.account, label: t("again") };
  const { state, email } = await currentProof("confirmEmail");
  if (state !== "open") return <LinkOver title={t("over")} state={state} again={again} />;
  return (
    <AuthPanel title={t("title")} footer={{ text: "", href: links.account, label: t("account") }}>
      <p className="page-intro">{t("intro", { email })}</p>
      <ConfirmEmail />
    </AuthPanel>
  );
});
