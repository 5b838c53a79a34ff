import { getTranslations } from "next-intl/server";
import { AuthPanel } from "@/components/auth-panel";
import { Registration } from "@/components/registration";
import { links } from "@/lib/links";
import { guestPage } from "@/lib/web/page";

export default guestPage(async () => {
  const t = await getTranslations("register");
  return (
    <AuthPanel title={t("title")} footer={{ text: t("member"), href: links.signIn, label: t("signInLink") }}>
      <Registration />
    </AuthPanel>
  );
});
