import { getTranslations } from "next-intl/server";
import { InboxTabs } from "@/components/inbox/inbox-tabs";
import { MessageList } from "@/components/inbox/message-list";
import { PageHead } from "@/components/page-head";
import { markAllRead } from "@/lib/inbox/mutations";
import { inbox } from "@/lib/inbox/queries";
import { links } from "@/lib/links";
import { cursorOf } from "@/lib/posts/schema";
import { viewerPage } from "@/lib/web/page";
import { currentVisit } from "@/lib/web/visit";

/**
 * Whoever opens any page of the inbox has read everything (Flask Mega-Tutorial, chapter 21). It is
 * noted while the page is drawn, as being here is, so that it works without a script; a prefetch
 * notes nothing, and another site cannot cause it, for a request from there carries no session.
 */
export default viewerPage(async (ctx, { search }, session) => {
  const t = await getTranslations("inbox");
  const { isInPerson } = await currentVisit();
  if (session.unreadMessages > 0 && isInPerson) await markAllRead(ctx);
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
