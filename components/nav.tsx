"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { Icon, type IconName } from "./ui/icon";

/** One place to go, with the words for it. */
export interface NavItem {
  href: string;
  icon: IconName;
  label: string;
}

/** The main places, with the current one marked. Drawn as a rail on a desk and as a bar on a phone. */
export function NavItems({ items }: { items: NavItem[] }) {
  const path = usePathname();
  return items.map(({ href, icon, label }) => (
    <Link key={href} href={href} prefetch={false} aria-current={path === href ? "page" : undefined}>
      <Icon name={icon} />
      <span className="nav-label">{label}</span>
    </Link>
  ));
}
