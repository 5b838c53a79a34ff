"use client";

import { useEffect } from "react";
import { watchNames } from "./watch";

/** Cards over the names of the page. */
export function HoverCards() {
  useEffect(() => {
    const stop = new AbortController();
    watchNames(stop.signal);
    return () => stop.abort();
  }, []);
  return null;
}
