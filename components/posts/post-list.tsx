import { useTranslations } from "next-intl";
import type { Page } from "@/db/keyset";
import type { Viewer } from "@/lib/context";
import type { PostView } from "@/lib/posts/queries";
import { Empty } from "../ui/empty";
import { Pager } from "../ui/pager";
import { Post } from "./post";

interface PostListProps {
  page: Page<PostView>;
  viewer: Viewer;
  /** Address of the list, for the pager. */
  path: string;
  /** Whether this is a page further back than the top. */
  isDeep: boolean;
  empty: { text: string; action?: { href: string; label: string } };
}

/** A page of posts with its pager; a list that is empty says what to do. */
export function PostList({ page, viewer, path, isDeep, empty }: PostListProps) {
  const t = useTranslations();
  if (page.items.length === 0) {
    const wayBack = { text: t("pager.beyond"), action: { href: path, label: t("pager.toTop") } };
    return <Empty {...(isDeep ? wayBack : empty)} />;
  }
  return (
    <>
      <section className="posts" aria-label={t("post.by")}>
        {page.items.map((post) => (
          <Post key={post.id} post={post} viewer={viewer} />
        ))}
      </section>
      <Pager path={path} page={page} words={{ newer: t("pager.newer"), older: t("pager.older") }} />
    </>
  );
}
