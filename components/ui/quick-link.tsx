import type { ComponentProps } from "react";

/**
 * A link to another page of the site, for which the browser need not load everything anew
 * (components/quick-links.tsx). Nothing but a link to the server: the framework's own takes ten times
 * as long to draw, and brings a script of its own.
 */
export function QuickLink(props: ComponentProps<"a"> & { href: string }) {
  return <a {...props} data-quick="" />;
}
