import { openPage } from "@/app/doors";
import { PageHead } from "@/components/frame/page-head";
import { Mail } from "@/components/mailbox";
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
