"use client";

import { useState } from "react";
import { progressOf, useStore } from "./store";

interface TaskBarProps {
  kind: keyof typeof progressOf;
  /** What was running when the page was drawn. */
  drawn: { taskId: string; percent: number } | null;
  /** Where one sees what came of it. */
  href: string;
  words: { running: string; ended: string; see: string };
}

/** How far a running task is, on every page, and that it has ended. */
export function TaskBar({ kind, drawn, href, words }: TaskBarProps) {
  const told = useStore(progressOf[kind], null);
  const [followed, setFollowed] = useState(drawn?.taskId);
  // One that was begun since the page was drawn; what had ended before is none of this page's affairs.
  if (told && told.percent < 100 && told.taskId !== followed) setFollowed(told.taskId);
  const task = told && told.taskId === followed ? told : drawn;
  if (!task) return null;
  const { taskId, percent } = task;
  return (
    <div className="task alert alert-success" role="status">
      {percent < 100 ? (
        <div className="progress">
          <label htmlFor={`${taskId}-bar`}>{words.running}</label>
          <progress id={`${taskId}-bar`} max={100} value={percent} />
          <output htmlFor={`${taskId}-bar`}>
            <span id={`${taskId}-progress`}>{percent}</span>%
          </output>
        </div>
      ) : (
        <p>
          {words.ended} <a href={href}>{words.see}</a>
        </p>
      )}
    </div>
  );
}
