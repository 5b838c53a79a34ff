import { getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { PageHead } from "@/components/frame/page-head";
import { ProfileEditor } from "@/components/people/profile-editor";
import { SettingsNav } from "@/components/settings/settings-nav";
import { ownProfile } from "@/lib/people/queries";

export default viewerPage(async (ctx) => {
  const profile = await ownProfile(ctx);
  if (!profile) return null;
  const t = await getTranslations("editProfile");
  return (
    <>
      <PageHead title={t("title")} />
      <SettingsNav />
      <ProfileEditor profile={profile} />
    </>
  );
});
