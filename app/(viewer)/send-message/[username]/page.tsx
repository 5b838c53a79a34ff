import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { PageHead } from "@/components/frame/page-head";
import { MessageForm } from "@/components/inbox/message-form";
import { env } from "@/lib/env";
import { links } from "@/lib/links";
import { personNamed } from "@/lib/people/queries";
import { shownName } from "@/lib/people/rules";

export default viewerPage<{ username: string }>(async (ctx, { params }) => {
  const person = await personNamed(ctx, params.username);
  if (!person) notFound();
  const t = await getTranslations("inbox");
  const name = shownName(person);
  return (
    <>
      <PageHead title={t("sendTitle")} heading={t("sendHeading", { name })} />
      <MessageForm recipientId={person.id} maxLength={env.messageMaxLength} />
      <p className="page-action">
        <a href={links.conversation(person.username)}>{t("openNamed", { name })}</a>
      </p>
    </>
  );
});
