import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/doors";
import { PageHead } from "@/components/frame/page-head";
import { MailList } from "@/components/mailbox";
import { allMails } from "@/lib/web/mailbox";

export default openPage(async () => {
  const mails = await allMails();
  const t = await getTranslations("mailbox");
  return (
    <>
      <PageHead title={t("title")} />
      <MailList mails={mails} />
    </>
  );
});
