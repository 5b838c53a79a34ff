"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { FLASH_COOKIE } from "@/lib/web/flash-cookie-name";

/**
 * Around what has just happened. It stays in sight of somebody who is far down the page, as after a
 * long form, and takes the told message out of the browser's cookies. The proxy does that for page
 * loads; only a page that arrives as the answer to a form cannot change cookies any more.
 */
export function FlashBar({ children }: { children: ReactNode }) {
  const bar = useRef<HTMLDivElement>(null);
  const [isFar, setIsFar] = useState(false);

  // After every drawing: a second message on the same page is told by the same bar.
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari.
    document.cookie = `${FLASH_COOKIE}=; path=/; max-age=0; samesite=lax`;
    if (bar.current && bar.current.getBoundingClientRect().bottom <= 0) setIsFar(true);
  });

  return (
    <div className={isFar ? "flash flash-far" : "flash"} role="status" ref={bar}>
      {children}
    </div>
  );
}
