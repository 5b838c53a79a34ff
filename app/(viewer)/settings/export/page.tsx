import { getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { PageHead } from "@/components/frame/page-head";
import { ExportList } from "@/components/settings/export-list";
import { ImportList } from "@/components/settings/import-list";
import { SettingsNav } from "@/components/settings/settings-nav";
import { env } from "@/lib/env";
import { ownExports } from "@/lib/exports/queries";
import { ownImports } from "@/lib/imports/queries";

export default viewerPage(async (ctx) => {
  const t = await getTranslations("export");
  const [files, imports] = [await ownExports(ctx), await ownImports(ctx)];
  return (
    <>
      <PageHead title={t("title")} />
      <SettingsNav />
      <ExportList files={files} />
      <ImportList imports={imports} postMax={env.postMaxLength} />
    </>
  );
});
