import { getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { PageHead } from "@/components/frame/page-head";
import { PostList } from "@/components/posts/post-list";
import { links } from "@/lib/links";
import { explore } from "@/lib/posts/queries";
import { cursorOf } from "@/lib/posts/schema";

export default viewerPage(async (ctx, { search }) => {
  const t = await getTranslations("explore");
  const cursor = cursorOf(search);
  return (
    <>
      <PageHead title={t("title")} />
      <PostList
        page={await explore(ctx, cursor)}
        viewer={ctx.viewer}
        path={links.explore}
        isDeep={cursor.before !== undefined}
        empty={{ text: t("empty"), action: { href: links.home, label: t("emptyAction") } }}
      />
    </>
  );
});
