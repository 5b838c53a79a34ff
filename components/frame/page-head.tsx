import Link from "next/link";
import { useTranslations } from "next-intl";
import { links } from "@/lib/links";
import { Brand } from "./brand";

interface PageHeadProps {
  /** In the browser's tab; the site's name is added. */
  title: string;
  /** On the page, where it differs. */
  heading?: string;
}

/** The page's title in the tab and its heading in the sticky line at the top. */
export function PageHead({ title, heading = title }: PageHeadProps) {
  const t = useTranslations("site");
  return (
    <header className="page-head">
      <title>{t("pageTitle", { page: title })}</title>
      <h1 dir="auto">{heading}</h1>
      <Link className="page-head-brand" href={links.home} aria-label={t("name")}>
        <Brand />
      </Link>
    </header>
  );
}
