import { getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { SessionList } from "@/components/account/session-list";
import { PageHead } from "@/components/frame/page-head";
import { SettingsNav } from "@/components/settings/settings-nav";
import { sessionsOf } from "@/lib/sessions/queries";

export default viewerPage(async (ctx, _, session) => {
  const t = await getTranslations("sessions");
  return (
    <>
      <PageHead title={t("title")} />
      <SettingsNav />
      <SessionList sessions={await sessionsOf(ctx, session.sessionHash)} />
    </>
  );
});
