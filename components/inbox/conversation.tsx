import { useTranslations } from "next-intl";
import type { Page } from "@/db/keyset";
import type { MessageView } from "@/lib/inbox/queries";
import { links } from "@/lib/links";
import type { Person } from "@/lib/people/queries";
import { shownName } from "@/lib/people/rules";
import { PersonLink } from "../people/person-link";
import { RichText } from "../posts/rich-text";
import { Pager } from "../ui/pager";
import { TimeAgo } from "../ui/time-ago";

/** What two people wrote to each other, in the order in which they wrote it. */
export function Conversation({ page, person }: { page: Page<MessageView>; person: Person }) {
  const t = useTranslations("inbox");
  const name = shownName(person);
  const path = links.conversation(person.username);
  return (
    <>
      <Pager path={path} page={page} words={{ newer: t("newer"), older: t("older") }} />
      {page.items.length === 0 ? (
        <p className="empty">{t("emptyConversation", { name })}</p>
      ) : (
        <section className="bubbles" aria-label={t("openNamed", { name })}>
          {page.items.toReversed().map((message) => (
            <Bubble key={message.id} message={message} person={person} />
          ))}
        </section>
      )}
    </>
  );
}

function Bubble({ message, person }: { message: MessageView; person: Person }) {
  const t = useTranslations("inbox");
  return (
    <article className={message.isMine ? "bubble bubble-own" : "bubble"} id={`message-${message.id}`}>
      <h2 className="meta">
        {message.isMine ? <span className="name">{t("you")}</span> : <PersonLink person={person} />}
        <TimeAgo at={message.createdAt} />
      </h2>
      <RichText text={message.body} />
    </article>
  );
}
