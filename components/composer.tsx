import { randomUUID } from "node:crypto";
import { useTranslations } from "next-intl";
import { PostForm } from "./post-form";

/** The composer with its words and a key of its own. */
export function Composer({ maxLength }: { maxLength: number }) {
  const t = useTranslations("post");
  return (
    <PostForm
      maxLength={maxLength}
      submissionKey={randomUUID()}
      words={{ label: t("label"), submit: t("submit"), left: t.raw("left") }}
    />
  );
}
