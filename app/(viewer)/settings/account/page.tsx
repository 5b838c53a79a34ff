import { getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { DeleteAccount } from "@/components/account/delete-account";
import { EmailSettings } from "@/components/account/email-forms";
import { ChangePassword } from "@/components/account/password-forms";
import { PageHead } from "@/components/frame/page-head";
import { SettingsNav } from "@/components/settings/settings-nav";
import { ownEmail } from "@/lib/emails/queries";

export default viewerPage(async (ctx) => {
  const t = await getTranslations("account");
  return (
    <>
      <PageHead title={t("title")} />
      <SettingsNav />
      <EmailSettings {...(await ownEmail(ctx))} />
      <ChangePassword />
      <DeleteAccount />
    </>
  );
});
