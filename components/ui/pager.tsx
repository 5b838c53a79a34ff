import Link from "next/link";
import { useTranslations } from "next-intl";

interface PagerProps {
  path: string;
  /** Further query parameters that both links keep. */
  query?: Record<string, string>;
  /** Cursors of the neighbours, null at an end. */
  page: { older: number | string | null; newer: number | string | null };
  words: { newer: string; older: string };
}

/** Links to the neighbouring pages of a list. An end is greyed, not hidden. */
export function Pager({ path, query = {}, page, words }: PagerProps) {
  const t = useTranslations("pager");
  const to = (cursor: Record<string, string>) => `${path}?${new URLSearchParams({ ...query, ...cursor })}`;
  if (page.older === null && page.newer === null) return null;
  return (
    <nav className="pager" aria-label={t("label")}>
      <PagerLink href={page.newer === null ? null : to({ after: String(page.newer) })} rel="prev">
        <span aria-hidden="true">← </span>
        {words.newer}
      </PagerLink>
      <PagerLink href={page.older === null ? null : to({ before: String(page.older) })} rel="next">
        {words.older}
        <span aria-hidden="true"> →</span>
      </PagerLink>
    </nav>
  );
}

function PagerLink({ href, rel, children }: { href: string | null; rel: string; children: React.ReactNode }) {
  if (href === null) return <span className="pager-end">{children}</span>;
  return (
    <Link href={href} rel={rel} prefetch={false}>
      {children}
    </Link>
  );
}
