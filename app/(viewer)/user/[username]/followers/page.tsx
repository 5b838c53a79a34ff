import { getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { PeoplePage } from "@/components/people/people-page";
import { followersOf } from "@/lib/follows/queries";
import { links } from "@/lib/links";
import { personNamed } from "@/lib/people/queries";
import { shownName } from "@/lib/people/rules";
import { cursorOf } from "@/lib/posts/schema";

export default viewerPage<{ username: string }>(async (ctx, { params, search }) => {
  const person = await personNamed(ctx, params.username);
  if (!person) return null;
  const t = await getTranslations("profile");
  const name = shownName(person);
  const cursor = cursorOf(search);
  return (
    <PeoplePage
      title={t("followersTitle", { name })}
      page={await followersOf(ctx, person.id, cursor)}
      viewer={ctx.viewer}
      path={links.followers(person.username)}
      isDeep={cursor.before !== undefined}
      empty={t("noFollowers", { name })}
      back={{ href: links.profile(person.username), label: t("back") }}
    />
  );
});
