import { getTranslations } from "next-intl/server";
import { guestPage } from "@/app/doors";
import { AuthPanel } from "@/components/account/auth-panel";
import { LinkOver } from "@/components/account/link-over";
import { NewPassword } from "@/components/account/password-forms";
import { links } from "@/lib/links";
import { currentProof } from "@/lib/web/secret-link";

export default guestPage(async () => {
  const t = await getTranslations("newPassword");
  const again = { href: links.resetPassword, label: t("again") };
  const { state } = await currentProof("resetPassword");
  if (state !== "open") return <LinkOver title={t("over")} state={state} again={again} />;
  return (
    <AuthPanel title={t("title")} footer={{ text: "", ...again }}>
      <NewPassword />
    </AuthPanel>
  );
});
