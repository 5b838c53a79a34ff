import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { PageHead } from "@/components/frame/page-head";
import { Conversation } from "@/components/inbox/conversation";
import { MessageForm } from "@/components/inbox/message-form";
import { env } from "@/lib/env";
import { conversationWith } from "@/lib/inbox/queries";
import { links } from "@/lib/links";
import { personNamed } from "@/lib/people/queries";
import { shownName } from "@/lib/people/rules";
import { cursorOf } from "@/lib/posts/schema";

import { noteConversationRead } from "@/lib/web/reading";

export default viewerPage<{ username: string }>(async (ctx, { params, search }, session) => {
  const person = await personNamed(ctx, params.username);
  if (!person) notFound();
  const t = await getTranslations("inbox");
  await noteConversationRead(session, person.id);
  return (
    <>
      <PageHead title={t("conversationTitle", { name: shownName(person) })} />
      <Conversation page={await conversationWith(ctx, person, cursorOf(search))} person={person} />
      <MessageForm recipientId={person.id} maxLength={env.messageMaxLength} isReply />
      <p className="page-action">
        <a href={links.messages}>{t("back")}</a>
      </p>
    </>
  );
});
