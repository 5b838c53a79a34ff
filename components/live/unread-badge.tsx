"use client";

import { unread, useStore } from "./store";

interface UnreadBadgeProps {
  /** The number the page was drawn with. */
  drawn: number;
  /** With `{count}` in the place of the number. */
  words: string;
}

/** The number of unread messages beside their link; always there, so that a script can reveal it. */
export function UnreadBadge({ drawn, words }: UnreadBadgeProps) {
  const count = useStore(unread, null) ?? drawn;
  const shown = count > 99 ? "99+" : String(count);
  return (
    <span className="badge" hidden={count === 0}>
      <span aria-hidden="true">{shown}</span>
      <span className="visually-hidden">{words.replace("{count}", shown)}</span>
    </span>
  );
}
