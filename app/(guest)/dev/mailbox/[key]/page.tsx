import { openPage } from "@/app/doors";
import { Mail } from "@/components/mailbox";
import { PageHead } from "@/components/page-head";
import { mailOf } from "@/lib/web/mailbox";

export default openPage<{ key: string }>(async ({ params }) => {
  const mail = await mailOf(params.key);
  return (
    <>
      <PageHead title={mail.subject} />
      <Mail mail={mail} />
    </>
  );
});
