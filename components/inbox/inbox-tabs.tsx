import Link from "next/link";
import { useTranslations } from "next-intl";
import { links } from "@/lib/links";

/** What was received and what was sent, as two pages. */
export function InboxTabs({ current }: { current: "received" | "sent" }) {
  const t = useTranslations("inbox");
  const tab = (name: "received" | "sent", href: string) => (
    <Link href={href} prefetch={false} aria-current={name === current ? "page" : undefined}>
      {t(name)}
    </Link>
  );
  return (
    <nav className="page-tabs" aria-label={t("tabs")}>
      {tab("received", links.messages)}
      {tab("sent", links.sentMessages)}
    </nav>
  );
}
