import { useLocale, useNow, useTimeZone } from "next-intl";
import { createFormatter } from "use-intl/core";

type Formatter = ReturnType<typeof createFormatter>;

/** By language and zone. next-intl makes them anew for each request, which takes longer than using them. */
const formatters = new Map<string, Formatter>();
/** One zone may be spelt in more ways than there is memory. */
const MOST_KEPT = 500;

/** Writes instants in the reader's language and zone. */
export function useDates(): Pick<Formatter, "dateTime"> & { relativeTime: (at: Date) => string } {
  const now = useNow();
  const { dateTime, relativeTime } = formatterFor(useLocale(), useTimeZone() ?? "UTC");
  return { dateTime, relativeTime: (at) => relativeTime(at, now) };
}

function formatterFor(locale: ReturnType<typeof useLocale>, timeZone: string): Formatter {
  const key = `${locale} ${timeZone}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = createFormatter({ locale, timeZone });
  if (formatters.size >= MOST_KEPT) formatters.clear();
  formatters.set(key, made);
  return made;
}
