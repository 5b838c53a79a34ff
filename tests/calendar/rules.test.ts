import { describe, expect, it } from "vitest";
import { beginningOf, followingDay } from "@/lib/calendar/rules";
import { firstIdAt } from "@/lib/posts/rules";

const day = (year: number, month: number, date: number) => ({ year, month, day: date });

describe("a day", () => {
  it("begins when it begins where the person lives", () => {
    expect(beginningOf(day(2026, 3, 1), "UTC").toISOString()).toBe("2026-03-01T00:00:00.000Z");
    expect(beginningOf(day(2026, 3, 1), "Asia/Seoul").toISOString()).toBe("2026-02-28T15:00:00.000Z");
    expect(beginningOf(day(2026, 7, 1), "America/New_York").toISOString()).toBe("2026-07-01T04:00:00.000Z");
    // The clocks change on this very day.
    expect(beginningOf(day(2026, 3, 29), "Europe/Madrid").toISOString()).toBe("2026-03-28T23:00:00.000Z");
    expect(beginningOf(day(2026, 3, 30), "Europe/Madrid").toISOString()).toBe("2026-03-29T22:00:00.000Z");
  });

  it("is followed by the next, over months and years", () => {
    expect(followingDay(day(2024, 2, 28))).toEqual(day(2024, 2, 29));
    expect(followingDay(day(2025, 12, 31))).toEqual(day(2026, 1, 1));
  });

  it("has a first id", () => {
    expect(firstIdAt(new Date("2000-01-01T00:00:01Z"))).toBe(4_096_000);
    expect(firstIdAt(new Date("1970-01-01"))).toBe(0);
  });
});
