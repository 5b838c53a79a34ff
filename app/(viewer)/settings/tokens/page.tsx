import { getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { PageHead } from "@/components/frame/page-head";
import { SettingsNav } from "@/components/settings/settings-nav";
import { TokenList } from "@/components/settings/token-list";
import { TokenMaker } from "@/components/settings/token-maker";
import { tokensOf } from "@/lib/tokens/queries";

export default viewerPage(async (ctx) => {
  const t = await getTranslations("tokens");
  return (
    <>
      <PageHead title={t("title")} />
      <SettingsNav />
      <TokenMaker />
      <TokenList tokens={await tokensOf(ctx)} />
    </>
  );
});
