"use client";

import { useEffect } from "react";
import { Connection, type Told } from "./connection";
import { newestShown, newsCount, progressOf, type TaskProgress, unread, useStore } from "./store";

interface LiveProps {
  /** Whose page it is: somebody else signs in, somebody else's numbers. */
  viewerId: number;
  /** Unread messages the page was drawn with; more are said aloud. */
  drawn: number;
  /** With `{count}` in the place of the number of unread messages. */
  words: string;
}

/** Keeps what the page shows of the viewer's affairs current, and says aloud that a message came. */
export function Live({ viewerId, drawn, words }: LiveProps) {
  const count = useStore(unread, null) ?? 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the viewer is not read, but a new one begins anew.
  useEffect(() => {
    unread.set(null);
    for (const progress of Object.values(progressOf)) progress.set(null);
    const connection = new Connection(pass);
    const unsubscribe = newestShown.subscribe(() => connection.watch(newestShown.get()));
    connection.watch(newestShown.get());
    return () => {
      unsubscribe();
      connection.close();
    };
  }, [viewerId]);

  return (
    <p role="status" className="visually-hidden">
      {count > drawn && words.replace("{count}", String(count))}
    </p>
  );
}

/** Hands what was told to whoever shows it. Other names are not for this page. */
function pass({ name, data }: Told): void {
  if (name === "unread_message_count") unread.set(Number(data));
  else if (name === "new_posts") newsCount.set(Number(data));
  else if (name === "task_progress") progressOf.export.set(taskIn(data));
  else if (name === "import_progress") progressOf.import.set(taskIn(data));
}

function taskIn(data: unknown): TaskProgress {
  const task = data as { task_id: string; progress: number };
  return { taskId: task.task_id, percent: task.progress };
}
