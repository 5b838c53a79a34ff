"use client";

import { useRouter } from "next/navigation";
import { startTransition, useEffect } from "react";

/** Follows the quick links of the page in place. What asks for a new tab or a download, the browser does. */
export function QuickLinks() {
  const router = useRouter();
  useEffect(() => {
    const stop = new AbortController();
    const follow = (event: MouseEvent) => {
      const link =
        event.target instanceof Element && event.target.closest<HTMLAnchorElement>("a[data-quick]");
      if (!link || !isPlain(event)) return;
      event.preventDefault();
      startTransition(() => router.push(link.pathname + link.search + link.hash));
    };
    document.addEventListener("click", follow, { signal: stop.signal });
    return () => stop.abort();
  }, [router]);
  return null;
}

const isPlain = (event: MouseEvent) =>
  event.button === 0 &&
  !(event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
