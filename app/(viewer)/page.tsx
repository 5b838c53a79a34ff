import { getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { PageHead } from "@/components/frame/page-head";
import { News } from "@/components/live/news";
import { Composer } from "@/components/posts/composer";
import { PostList } from "@/components/posts/post-list";
import { env } from "@/lib/env";
import { links } from "@/lib/links";
import { shownName } from "@/lib/people/rules";
import { feed } from "@/lib/posts/queries";
import { cursorOf } from "@/lib/posts/schema";

export default viewerPage(async (ctx, { search }) => {
  const t = await getTranslations("feed");
  const cursor = cursorOf(search);
  const page = await feed(ctx, cursor);
  return (
    <>
      <PageHead title={t("title")} heading={t("greeting", { name: shownName(ctx.viewer) })} />
      <Composer maxLength={env.postMaxLength} />
      {page.newer === null && <News newest={page.items[0]?.id ?? 0} />}
      <PostList
        page={page}
        viewer={ctx.viewer}
        path={links.home}
        isDeep={cursor.before !== undefined}
        empty={{ text: t("empty"), action: { href: links.explore, label: t("emptyAction") } }}
      />
    </>
  );
});
