import { getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { ExportList } from "@/components/export-list";
import { ImportList } from "@/components/import-list";
import { PageHead } from "@/components/page-head";
import { SettingsNav } from "@/components/settings-nav";
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
