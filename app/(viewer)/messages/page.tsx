import { getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { PageHead } from "@/components/frame/page-head";
import { InboxTabs } from "@/components/inbox/inbox-tabs";
import { MessageList } from "@/components/inbox/message-list";
import { inbox } from "@/lib/inbox/queries";
import { links } from "@/lib/links";
import { cursorOf } from "@/lib/posts/schema";

import { noteInboxRead } from "@/lib/web/reading";

export default viewerPage(async (ctx, { search }, session) => {
  const t = await getTranslations("inbox");
  await noteInboxRead(session);
  const cursor = cursorOf(search);
  const page = await inbox(ctx, cursor);
  return (
    <>
      <PageHead title={t("title")} />
      <InboxTabs current="received" />
      <MessageList
        page={page}
        path={links.messages}
        newCount={page.newer === null ? session.unreadMessages : 0}
        isDeep={cursor.before !== undefined}
        label={t("received")}
        empty={t("empty")}
      />
    </>
  );
});
