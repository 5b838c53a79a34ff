import { useTranslations } from "next-intl";
import { links } from "@/lib/links";
import { QuickLink } from "../ui/quick-link";

/** What was received and what was sent, as two pages. */
export function InboxTabs({ current }: { current: "received" | "sent" }) {
  const t = useTranslations("inbox");
  const tab = (name: "received" | "sent", href: string) => (
    <QuickLink href={href} aria-current={name === current ? "page" : undefined}>
      {t(name)}
    </QuickLink>
  );
  return (
    <nav className="page-tabs" aria-label={t("tabs")}>
      {tab("received", links.messages)}
      {tab("sent", links.sentMessages)}
    </nav>
  );
}
