import { useLocale, useTranslations } from "next-intl";
import type { Viewer } from "@/lib/context";
import { links } from "@/lib/links";
import { deletePostAction } from "@/lib/posts/actions";
import type { PostView } from "@/lib/posts/queries";
import { mayDelete } from "@/lib/posts/rules";
import { isForeign } from "@/lib/translation/rules";
import { PersonLink } from "../people/person-link";
import { Avatar } from "../ui/avatar";
import { TimeAgo } from "../ui/time-ago";
import { type Marked, RichText } from "./rich-text";
import { TranslateLink } from "./translate-link";

interface PostProps {
  post: PostView;
  viewer: Viewer;
  /** Marks what was looked for. */
  marked?: Marked;
}

/** One post: who, when, what, and what its author may do with it. */
export function Post({ post, viewer, marked }: PostProps) {
  const locale = useLocale();
  const { author } = post;
  return (
    <article className="post" id={`post-${post.id}`}>
      <Avatar src={author.avatar} size={44} />
      <div className="post-main">
        <h2 className="meta">
          <PersonLink person={author} />
          <a className="permalink" href={links.post(author.username, post.id)}>
            <TimeAgo at={post.createdAt} />
          </a>
        </h2>
        <RichText text={post.body} lang={post.language ?? undefined} marked={marked} />
        {isForeign(post.language, locale) && <TranslateLink post={post} />}
        {mayDelete(viewer.id, post) && (
          <div className="post-actions">
            <DeletePost postId={post.id} />
          </div>
        )}
      </div>
    </article>
  );
}

/** Deleting asks once more, also without a script. */
function DeletePost({ postId }: { postId: number }) {
  const t = useTranslations("post");
  return (
    <details className="confirm">
      <summary>{t("delete")}</summary>
      <form action={deletePostAction}>
        <p>{t("deleteConfirm")}</p>
        <button className="btn btn-danger btn-sm" name="postId" value={postId} type="submit">
          {t("deleteYes")}
        </button>
      </form>
    </details>
  );
}
