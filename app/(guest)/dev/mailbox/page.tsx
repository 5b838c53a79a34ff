import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/doors";
import { MailList } from "@/components/mailbox";
import { PageHead } from "@/components/page-head";
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
