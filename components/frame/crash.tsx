"use client";

import { createContext, type ReactNode, useContext } from "react";

interface CrashWords {
  title: string;
  tryAgain: string;
}

const Words = createContext<CrashWords | null>(null);

/** Gives the words for a crash, which has nobody to ask for them when it happens. */
export function WithCrashWords({ words, children }: { words: CrashWords; children: ReactNode }) {
  return <Words value={words}>{children}</Words>;
}

/** What stands in the place of something that broke while it was drawn in the browser. */
export function Crash({ reset }: { reset: () => void }) {
  const words = useContext(Words);
  if (!words) return null;
  return (
    <div className="empty" role="alert">
      <h1>{words.title}</h1>
      <button type="button" className="btn btn-outline-primary" onClick={reset}>
        {words.tryAgain}
      </button>
    </div>
  );
}
