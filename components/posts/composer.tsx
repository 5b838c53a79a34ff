import { randomUUID } from "node:crypto";
import { useTranslations } from "next-intl";
import { publishAction } from "@/lib/posts/actions";
import { TextForm } from "../form/text-form";

/** The composer with its words and a key of its own. */
export function Composer({ maxLength }: { maxLength: number }) {
  const t = useTranslations("post");
  return (
    <TextForm
      action={publishAction}
      field="body"
      maxLength={maxLength}
      submissionKey={randomUUID()}
      words={{ label: t("label"), submit: t("submit"), left: t.raw("left") }}
    />
  );
}
