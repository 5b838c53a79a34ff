import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantAt, moment, wallTime } from "@/bin/demo/calendar";
import { chanceOf } from "@/bin/demo/chance";

describe("the calendar", () => {
  it("reads a clock that is behind or ahead, in summer and in winter", () => {
    const winter = new Date("2026-01-31T23:30:05Z");
    expect(wallTime("Asia/Seoul", winter)).toEqual({
      year: 2026,
      month: 2,
      day: 1,
      hour: 8,
      minute: 30,
      second: 5,
    });
    expect(wallTime("Europe/Madrid", new Date("2026-07-01T22:00:00Z"))).toMatchObject({ day: 2, hour: 0 });
  });

  it("finds the instant that a clock on the wall shows", () => {
    const instants = fc.date({
      min: new Date("2024-01-01T00:00:00Z"),
      max: new Date("2030-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    const zones = fc.constantFrom("Asia/Seoul", "America/Mexico_City", "UTC");
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const seconds = Math.floor(instant.getTime() / 1_000) * 1_000;
        expect(instantAt(zone, wallTime(zone, instant)).getTime()).toBe(seconds);
      }),
    );
  });

  it("lets people sleep", () => {
    const chance = chanceOf(3);
    const [from, until] = [new Date("2025-03-01T00:00:00Z"), new Date("2026-03-01T00:00:00Z")];
    const hours = Array.from({ length: 2_000 }, () => {
      const at = moment(chance, "Asia/Seoul", from, until);
      expect(at > from && at < until).toBe(true);
      return wallTime("Asia/Seoul", at).hour;
    });
    expect(hours.filter((hour) => hour >= 1 && hour <= 4)).toEqual([]);
    const evening = hours.filter((hour) => hour >= 18 && hour <= 21).length;
    expect(evening).toBeGreaterThan(hours.length / 4);
  });
});
