import { getTranslations } from "next-intl/server";
import { guestPage } from "@/app/doors";
import { AuthPanel } from "@/components/account/auth-panel";
import { Registration } from "@/components/account/registration";
import { links } from "@/lib/links";

export default guestPage(async () => {
  const t = await getTranslations("register");
  return (
    <AuthPanel title={t("title")} footer={{ text: t("member"), href: links.signIn, label: t("signInLink") }}>
      <Registration />
    </AuthPanel>
  );
});
