import { randomUUID } from "node:crypto";
import { useTranslations } from "next-intl";
import type { FormAction } from "@/lib/web/form-state";
import { TextForm } from "../text-form";

interface MessageFormProps {
  recipientId: number;
  maxLength: number;
  action: FormAction;
}

/** Where a private message is written, with its words and a key of its own. */
export function MessageForm({ recipientId, maxLength, action }: MessageFormProps) {
  const t = useTranslations();
  return (
    <TextForm
      action={action}
      field="message"
      hidden={{ recipientId }}
      maxLength={maxLength}
      submissionKey={randomUUID()}
      words={{ label: t("inbox.message"), submit: t("inbox.submit"), left: t.raw("post.left") }}
    />
  );
}
