"use client";

import { useSyncExternalStore } from "react";

/** What the server has told since the page was loaded; null: nothing yet, the drawn number holds. */
let told: number | null = null;
const listeners = new Set<() => void>();

/** Sets the number of unread messages everywhere on the page. Null: as it was drawn. */
export function setUnread(count: number | null): void {
  told = count;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * The number of unread messages now.
 *
 * @param drawn the number the page was drawn with
 */
export function useUnread(drawn: number): number {
  return useSyncExternalStore(
    subscribe,
    () => told ?? drawn,
    () => drawn,
  );
}
