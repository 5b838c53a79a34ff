import { getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { PageHead } from "@/components/page-head";
import { SessionList } from "@/components/session-list";
import { SettingsNav } from "@/components/settings-nav";
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
