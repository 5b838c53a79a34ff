"use client";

import { useEffect } from "react";

/** Tells the server the browser's time zone, so that the next page shows its times in it. */
export function RememberTimeZone({ cookie, known }: { cookie: string; known: string }) {
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone || zone === known) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari.
    document.cookie = `${cookie}=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
  }, [cookie, known]);
  return null;
}
