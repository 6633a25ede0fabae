import { describe, expect, it } from "vitest";

import { secondsUntil, spanSince } from "./time-span";

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
