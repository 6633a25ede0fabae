/**
 * A span of time is said in the unit a person would use, days are counted by midnights, and a clock
 * that was turned back gives no negative number.
 */

import { describe, expect, it } from "vitest";

import { daysBetween, secondsUntil, spanSince } from "./time-span";

const now = Date.parse("2026-10-12T10:00:00Z");
const ago = (milliseconds: number): string => new Date(now - milliseconds).toISOString();

describe("the span since a moment", () => {
  it("is said in the unit a person would use", () => {
    expect(spanSince(ago(20_000), now)).toEqual({ unit: "now" });
    expect(spanSince(ago(125_000), now)).toEqual({ unit: "minutes", count: 2 });
    expect(spanSince(ago(3 * 3_600_000), now)).toEqual({ unit: "hours", count: 3 });
    expect(spanSince(ago(6 * 86_400_000), now)).toEqual({ unit: "days", count: 6 });
    expect(spanSince(ago(90 * 86_400_000), now)).toEqual({ unit: "date" });
  });

  it("is now where the clock was turned back", () => {
    expect(spanSince(ago(-5000), now)).toEqual({ unit: "now" });
  });
});

describe("the seconds until a moment", () => {
  it("are whole, and never below nought", () => {
    expect(secondsUntil(ago(-9_400), now)).toBe(10);
    expect(secondsUntil(ago(-1), now)).toBe(1);
    expect(secondsUntil(ago(0), now)).toBe(0);
    expect(secondsUntil(ago(5000), now)).toBe(0);
  });
});

describe("the days between two moments", () => {
  const at = (day: number, hour: number): string => new Date(2026, 8, day, hour).toISOString();

  it("are counted by midnights, as a calendar shows them", () => {
    expect(daysBetween(at(21, 16), at(30, 9))).toBe(9);
    expect(daysBetween(at(21, 23), at(22, 1))).toBe(1);
    expect(daysBetween(at(21, 1), at(21, 23))).toBe(0);
  });

  it("count a day on which the clocks change as one", () => {
    expect(
      daysBetween(new Date(2026, 9, 20).toISOString(), new Date(2026, 10, 1).toISOString()),
    ).toBe(12);
  });

  it("are none where the clock was turned back, or where there is no time", () => {
    expect(daysBetween(at(22, 1), at(21, 1))).toBe(0);
    expect(daysBetween("", at(21, 1))).toBe(0);
  });
});
