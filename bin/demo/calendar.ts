import type { Chance } from "./chance";

/** How much is written in each hour of a person's day, from midnight on. */
const RHYTHM = [1, 0, 0, 0, 0, 1, 3, 6, 8, 6, 5, 5, 8, 7, 4, 4, 5, 7, 9, 9, 10, 9, 6, 3];
const HOURS = RHYTHM.map((_, hour) => hour);

/** The wall clock of a place. Months count from 1. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const numeric = "numeric" as const;
  const parts = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric };
  const clock = new Intl.DateTimeFormat("en", {
    ...parts,
    second: numeric,
    hourCycle: "h23",
    timeZone: zone,
  });
  clocks.set(zone, clock);
  return clock;
}

/** What the clock on the wall says at an instant. */
export function wallTime(zone: string, instant: Date): WallTime {
  const parts = clockOf(zone).formatToParts(instant);
  const read = (type: keyof Intl.DateTimeFormatPartTypesRegistry) =>
    Number(parts.find((part) => part.type === type)?.value);
  return {
    year: read("year"),
    month: read("month"),
    day: read("day"),
    hour: read("hour"),
    minute: read("minute"),
    second: read("second"),
  };
}

/** The instant at which the clock on the wall says so. In an hour that a clock change skips, nearly. */
export function instantAt(zone: string, { year, month, day, hour, minute, second }: WallTime): Date {
  const asIfUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  const shown = wallTime(zone, new Date(asIfUtc));
  const { year: y, month: m, day: d, hour: h, minute: min, second: s } = shown;
  return new Date(2 * asIfUtc - Date.UTC(y, m - 1, d, h, min, s));
}

/**
 * A moment at which somebody might write: by day rather than by night where they live, and of late
 * rather than long ago.
 * @param from at least some days before `until`
 */
export function moment(chance: Chance, zone: string, from: Date, until: Date): Date {
  const span = until.getTime() - from.getTime();
  for (;;) {
    const day = wallTime(zone, new Date(until.getTime() - span * chance.next() ** 1.3));
    const hour = chance.weigh(HOURS, (h) => RHYTHM[h] ?? 0);
    const wall = { ...day, hour, minute: chance.below(60), second: chance.below(60) };
    const instant = new Date(instantAt(zone, wall).getTime() + chance.below(1_000));
    if (instant > from && instant < until) return instant;
  }
}
