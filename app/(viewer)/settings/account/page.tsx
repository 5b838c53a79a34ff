import { getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { DeleteAccount } from "@/components/delete-account";
import { EmailSettings } from "@/components/email-forms";
import { PageHead } from "@/components/page-head";
import { ChangePassword } from "@/components/password-forms";
import { SettingsNav } from "@/components/settings-nav";
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
