import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/doors";
import { ApiDocs } from "@/components/api-docs";
import { PageHead } from "@/components/frame/page-head";
import { apiReading } from "@/lib/web/api/reading";

export default openPage(async () => {
  const t = await getTranslations("apiDocs");
  return (
    <>
      <PageHead title={t("title")} />
      <ApiDocs reading={apiReading()} />
    </>
  );
});
