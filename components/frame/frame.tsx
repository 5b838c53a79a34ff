import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Viewer } from "@/lib/context";
import { links } from "@/lib/links";
import type { Theme } from "@/lib/people/schema";
import { signOutAction } from "@/lib/sessions/actions";
import { HoverCards } from "../card/hover-cards";
import { Live } from "../live/live";
import { SearchBox } from "../search/search-box";
import { Icon } from "../ui/icon";
import { Brand } from "./brand";
import { Choices } from "./choices";
import { type NavItem, NavItems } from "./nav";

interface FrameProps {
  viewer: Viewer | null;
  /** Who it is cannot be found out at the moment: nobody is told to sign in. */
  isOutage: boolean;
  /** Unread messages of the viewer, as far as this page leaves any. */
  unread?: number;
  theme: Theme;
  /** Above the choices of language and colours: third column of a wide desk, else below the page. */
  aside?: ReactNode;
  children: ReactNode;
}

/** What stands around every page: rail, reading column, third column, and the bar of a phone. */
export function Frame({ viewer, isOutage, unread = 0, theme, aside, children }: FrameProps) {
  const t = useTranslations();
  const items = viewer ? memberItems(t, viewer.username, unread) : isOutage ? commonItems(t) : guestItems(t);
  return (
    <div className="frame">
      <a className="skip-link" href="#content">
        {t("site.skipToContent")}
      </a>
      <nav className="rail" aria-label={t("nav.main")}>
        <Link className="brand" href={links.home} prefetch={false}>
          <Brand />
          <span className="nav-label">{t("site.name")}</span>
        </Link>
        <NavItems items={items} />
        {viewer && (
          <form action={signOutAction}>
            <button type="submit" className="rail-button">
              <Icon name="sign-out" />
              <span className="nav-label">{t("nav.signOut")}</span>
            </button>
          </form>
        )}
      </nav>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      {viewer && <Scripts viewer={viewer} unread={unread} />}
      <aside className="third">
        {viewer && <SearchBox />}
        {aside}
        <Choices theme={theme} />
      </aside>
      <nav className="tabs" aria-label={t("nav.main")}>
        <NavItems items={items.filter(({ isOnRailOnly }) => !isOnRailOnly)} />
      </nav>
    </div>
  );
}

/** What moves on every page of a member. */
function Scripts({ viewer, unread }: { viewer: Viewer; unread: number }) {
  const t = useTranslations("nav");
  return (
    <>
      <Live viewerId={viewer.id} drawn={unread} words={`${t("messages")}: ${t.raw("unread")}`} />
      <HoverCards />
    </>
  );
}

type Translate = ReturnType<typeof useTranslations<never>>;

const commonItems = (t: Translate): NavItem[] => [
  { href: links.home, icon: "home", label: t("nav.home") },
  { href: links.explore, icon: "explore", label: t("nav.explore") },
];

const memberItems = (t: Translate, username: string, unread: number): NavItem[] => [
  ...commonItems(t),
  { href: links.search, icon: "search", label: t("nav.search"), hasOwnBox: true },
  {
    href: links.messages,
    within: links.messages,
    icon: "messages",
    label: t("nav.messages"),
    unread: { drawn: unread, words: t.raw("nav.unread") },
  },
  { href: links.profile(username), icon: "profile", label: t("nav.profile") },
  {
    href: links.editProfile,
    within: links.settings,
    icon: "settings",
    label: t("nav.settings"),
    isOnRailOnly: true,
  },
];

const guestItems = (t: Translate): NavItem[] => [
  { href: links.signIn, icon: "sign-in", label: t("nav.signIn") },
  { href: links.register, icon: "register", label: t("nav.register") },
];
