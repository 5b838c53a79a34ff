"use client";

import { useEffect } from "react";
import { FLASH_COOKIE } from "@/lib/web/flash-cookie-name";

/**
 * Takes a told message out of the browser's cookies. The proxy does the same for page loads; only a
 * page that arrives as the answer to a form cannot change cookies any more.
 */
export function ForgetFlash() {
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari.
    document.cookie = `${FLASH_COOKIE}=; path=/; max-age=0; samesite=lax`;
  }, []);
  return null;
}
