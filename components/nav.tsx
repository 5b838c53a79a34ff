"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { UnreadBadge } from "./live/unread-badge";
import { Icon, type IconName } from "./ui/icon";

/** One place to go, with the words for it. */
export interface NavItem {
  href: string;
  icon: IconName;
  label: string;
  /** A number of unread messages beside it, and the words for the number. */
  unread?: { drawn: number; words: string };
}

/** The main places, with the current one marked. Drawn as a rail on a desk and as a bar on a phone. */
export function NavItems({ items }: { items: NavItem[] }) {
  const path = usePathname();
  return items.map(({ href, icon, label, unread }) => (
    <Link key={href} href={href} prefetch={false} aria-current={path === href ? "page" : undefined}>
      <Icon name={icon} />
      <span className="nav-label">{label}</span>
      {unread && <UnreadBadge {...unread} />}
    </Link>
  ));
}
