import { getTranslations } from "next-intl/server";
import { guestPage } from "@/app/doors";
import { AuthPanel } from "@/components/account/auth-panel";
import { ResetRequest } from "@/components/account/password-forms";
import { links } from "@/lib/links";

export default guestPage(async () => {
  const t = await getTranslations("reset");
  return (
    <AuthPanel title={t("title")} footer={{ text: t("back"), href: links.signIn, label: t("backLink") }}>
      <ResetRequest />
    </AuthPanel>
  );
});
