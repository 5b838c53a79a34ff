import { useTranslations } from "next-intl";
import type { PostView } from "@/lib/posts/queries";

/** The link under a post in another language than the reader's; components/translation/translations.tsx answers it. */
export function TranslateLink({ post }: { post: Pick<PostView, "id" | "language"> }) {
  const t = useTranslations("translation");
  return (
    <div className="translation" data-translate={post.id} data-from={post.language}>
      <button type="button" className="link-button">
        {t("translate")}
      </button>
    </div>
  );
}
