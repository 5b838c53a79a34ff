import { getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { PageHead } from "@/components/frame/page-head";
import { ProfileHead } from "@/components/people/profile";
import { PostList } from "@/components/posts/post-list";
import { links } from "@/lib/links";
import { profileOf } from "@/lib/people/queries";
import { shownName } from "@/lib/people/rules";
import { postsBy } from "@/lib/posts/queries";
import { cursorOf } from "@/lib/posts/schema";

export default viewerPage<{ username: string }>(async (ctx, { params, search }, { task }) => {
  const profile = await profileOf(ctx, params.username);
  if (!profile) return null;
  const t = await getTranslations("profile");
  const name = shownName(profile);
  const cursor = cursorOf(search);
  return (
    <>
      <PageHead title={name} />
      <ProfileHead profile={profile} viewer={ctx.viewer} mayExport={!task || task.hasFailed} />
      <PostList
        page={await postsBy(ctx, profile.id, cursor)}
        viewer={ctx.viewer}
        path={links.profile(profile.username)}
        isDeep={cursor.before !== undefined}
        empty={{ text: profile.id === ctx.viewer.id ? t("noOwnPosts") : t("noPosts", { name }) }}
      />
    </>
  );
});
