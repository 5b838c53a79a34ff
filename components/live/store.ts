"use client";

import { useSyncExternalStore } from "react";

/** A value of the page that several components show; it outlives them while one moves through the site. */
export interface Store<Value> {
  get(): Value;
  set(value: Value): void;
  subscribe(listener: () => void): () => void;
}

function createStore<Value>(value: Value): Store<Value> {
  const listeners = new Set<() => void>();
  let current = value;
  return {
    get: () => current,
    set: (next) => {
      current = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A task that runs for the viewer, and how far it is in percent. */
export interface TaskProgress {
  taskId: string;
  percent: number;
}

/** Unread messages as last told; null: nothing told yet, the drawn number holds. */
export const unread = createStore<number | null>(null);
/** The newest post that the page shows of the feed; null: it shows none. */
export const newestShown = createStore<number | null>(null);
/** How many posts the feed has above it. */
export const newsCount = createStore(0);
/** How far tasks of each kind are. */
export const progressOf = {
  export: createStore<TaskProgress | null>(null),
  import: createStore<TaskProgress | null>(null),
};

/**
 * The value of a store, drawn anew when it changes.
 *
 * @param drawn what the server drew the page with
 */
export function useStore<Value>(store: Store<Value>, drawn: Value): Value {
  return useSyncExternalStore(store.subscribe, store.get, () => drawn);
}
