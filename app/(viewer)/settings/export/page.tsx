import { getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { ExportList } from "@/components/export-list";
import { PageHead } from "@/components/page-head";
import { SettingsNav } from "@/components/settings-nav";
import { ownExports } from "@/lib/exports/queries";

export default viewerPage(async (ctx) => {
  const t = await getTranslations("export");
  return (
    <>
      <PageHead title={t("title")} />
      <SettingsNav />
      <ExportList files={await ownExports(ctx)} />
    </>
  );
});
