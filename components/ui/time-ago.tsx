import { useDates } from "./dates";

interface TimeAgoProps {
  at: Date;
}

/** How long ago something was, with the exact time as title. Right in the first paint: no script. */
export function TimeAgo({ at }: TimeAgoProps) {
  const format = useDates();
  return (
    <time
      className="when"
      dateTime={at.toISOString()}
      title={format.dateTime(at, { dateStyle: "full", timeStyle: "short" })}
    >
      {format.relativeTime(at)}
    </time>
  );
}
