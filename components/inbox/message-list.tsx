import { useTranslations } from "next-intl";
import type { Page } from "@/db/keyset";
import type { MessageView } from "@/lib/inbox/queries";
import { links } from "@/lib/links";
import { Empty } from "../ui/empty";
import { Pager } from "../ui/pager";
import { Message } from "./message";

interface MessageListProps {
  page: Page<MessageView>;
  path: string;
  /** So many at the top are new to the viewer. */
  newCount?: number;
  /** Whether this is a page further back than the top. */
  isDeep: boolean;
  label: string;
  empty: string;
}

/** A page of messages with its pager; a list that is empty says what to do. */
export function MessageList({ page, path, newCount = 0, isDeep, label, empty }: MessageListProps) {
  const t = useTranslations();
  if (page.items.length === 0) {
    return isDeep ? (
      <Empty text={t("pager.beyond")} action={{ href: path, label: t("pager.toTop") }} />
    ) : (
      <Empty text={empty} action={{ href: links.explore, label: t("inbox.emptyAction") }} />
    );
  }
  return (
    <>
      <section className="posts" aria-label={label}>
        {page.items.map((message, index) => (
          <Message key={message.id} message={message} isNew={index < newCount} />
        ))}
      </section>
      <Pager path={path} page={page} words={{ newer: t("inbox.newer"), older: t("inbox.older") }} />
    </>
  );
}
