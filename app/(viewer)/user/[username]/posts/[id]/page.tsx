import { getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { PageHead } from "@/components/frame/page-head";
import { Post } from "@/components/posts/post";
import { links } from "@/lib/links";
import { shownName } from "@/lib/people/rules";
import { postOf } from "@/lib/posts/queries";
import { idSchema } from "@/lib/text/schema";

export default viewerPage<{ username: string; id: string }>(async (ctx, { params }) => {
  const id = idSchema.safeParse(params.id);
  const post = id.success ? await postOf(ctx, params.username, id.data) : null;
  if (!post) return null;
  const t = await getTranslations("post");
  const name = shownName(post.author);
  return (
    <>
      <PageHead title={t("title", { name })} />
      <Post post={post} viewer={ctx.viewer} />
      <p className="page-action">
        <a href={links.profile(post.author.username)}>{t("backToProfile", { name })}</a>
      </p>
    </>
  );
});
