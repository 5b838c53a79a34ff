import { randomUUID } from "node:crypto";
import { useTranslations } from "next-intl";
import { replyAction, sendAction } from "@/lib/inbox/actions";
import { TextForm } from "../form/text-form";

interface MessageFormProps {
  recipientId: number;
  maxLength: number;
  /** Within a conversation, which goes on afterwards. */
  isReply?: boolean;
}

/** Where a private message is written, with its words and a key of its own. */
export function MessageForm({ recipientId, maxLength, isReply = false }: MessageFormProps) {
  const t = useTranslations();
  return (
    <TextForm
      action={isReply ? replyAction : sendAction}
      field="message"
      hidden={{ recipientId }}
      maxLength={maxLength}
      submissionKey={randomUUID()}
      words={{ label: t("inbox.message"), submit: t("inbox.submit"), left: t.raw("post.left") }}
    />
  );
}
