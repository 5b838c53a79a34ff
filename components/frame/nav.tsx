"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { UnreadBadge } from "../live/unread-badge";
import { Icon, type IconName } from "../ui/icon";

/** One place to go, with the words for it. */
export interface NavItem {
  href: string;
  /** Where else one is still at this place: its address and whatever is below it. */
  within?: string;
  icon?: IconName;
  label: string;
  /** A number of unread messages beside it, and the words for the number. */
  unread?: { drawn: number; words: string };
  /** The bar of a phone has room for five; what is left out of it is reached from one of them. */
  isOnRailOnly?: boolean;
  /** A wide desk has a box for it in the third column instead. */
  hasOwnBox?: boolean;
}

/** The main places, with the current one marked. Drawn as a rail on a desk and as a bar on a phone. */
export function NavItems({ items }: { items: NavItem[] }) {
  const path = usePathname();
  return items.map(({ href, within, icon, label, unread, hasOwnBox }) => (
    <Link
      key={href}
      className={hasOwnBox ? "nav-search" : undefined}
      href={href}
      prefetch={false}
      aria-current={whereabouts(path, href, within)}
    >
      {icon && <Icon name={icon} />}
      <span className="nav-label">{label}</span>
      {unread && <UnreadBadge {...unread} />}
    </Link>
  ));
}

/** `page` for the very page, `true` for a page within the place. */
function whereabouts(path: string, href: string, within?: string): "page" | "true" | undefined {
  if (path === href) return "page";
  return within && (path === within || path.startsWith(`${within}/`)) ? "true" : undefined;
}
