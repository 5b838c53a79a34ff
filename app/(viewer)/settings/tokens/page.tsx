import { getTranslations } from "next-intl/server";
import { viewerPage } from "@/app/doors";
import { PageHead } from "@/components/page-head";
import { SettingsNav } from "@/components/settings-nav";
import { TokenList } from "@/components/token-list";
import { TokenMaker } from "@/components/token-maker";
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
