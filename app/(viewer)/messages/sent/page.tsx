import { getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { PageHead } from "@/components/frame/page-head";
import { InboxTabs } from "@/components/inbox/inbox-tabs";
import { MessageList } from "@/components/inbox/message-list";
import { sentMessages } from "@/lib/inbox/queries";
import { links } from "@/lib/links";
import { cursorOf } from "@/lib/posts/schema";

export default viewerPage(async (ctx, { search }) => {
  const t = await getTranslations("inbox");
  const cursor = cursorOf(search);
  return (
    <>
      <PageHead title={t("sentTitle")} />
      <InboxTabs current="sent" />
      <MessageList
        page={await sentMessages(ctx, cursor)}
        path={links.sentMessages}
        isDeep={cursor.before !== undefined}
        label={t("sent")}
        empty={t("emptySent")}
      />
    </>
  );
});
