import { useFormatter } from "next-intl";

interface TimeAgoProps {
  at: Date;
}

/** How long ago something was, with the exact time as title. Right in the first paint: no script. */
export function TimeAgo({ at }: TimeAgoProps) {
  const format = useFormatter();
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
