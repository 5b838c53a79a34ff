import { useTranslations } from "next-intl";
import type { MessageView } from "@/lib/inbox/queries";
import { links } from "@/lib/links";
import type { Person } from "@/lib/people/queries";
import { shownName } from "@/lib/people/rules";
import { PersonLink } from "../people/person-link";
import { RichText } from "../posts/rich-text";
import { Avatar } from "../ui/avatar";
import { TimeAgo } from "../ui/time-ago";

/** One message in a list: the other side, when, what, and the way to answer. */
export function Message({ message, isNew = false }: { message: MessageView; isNew?: boolean }) {
  const t = useTranslations("inbox");
  const { person, isMine } = message;
  return (
    <article className={isNew ? "message message-unread" : "message"} id={`message-${message.id}`}>
      {person ? (
        <Avatar src={person.avatar} size={44} />
      ) : (
        <span className="avatar avatar-gone" aria-hidden="true" />
      )}
      <div className="post-main">
        <h2 className="meta">
          {isMine && <span className="handle">{t("to")}</span>}
          {person ? <PersonLink person={person} /> : <span className="name">{t("deletedAccount")}</span>}
          <TimeAgo at={message.createdAt} />
          {isNew && <span className="badge">{t("new")}</span>}
        </h2>
        <RichText text={message.body} />
        {person && <ConversationLink person={person} label={isMine ? t("openSent") : t("open")} />}
      </div>
    </article>
  );
}

function ConversationLink({ person, label }: { person: Person; label: string }) {
  const t = useTranslations("inbox");
  return (
    <p className="post-actions">
      <a
        href={links.conversation(person.username)}
        aria-label={`${label} – ${t("openNamed", { name: shownName(person) })}`}
      >
        {label}
      </a>
    </p>
  );
}
