import { describe, expect, it } from "vitest";

import { paceOf, type Sample, withSample } from "./pace";

const measured = (every: number, ...settled: number[]): Sample[] =>
  settled.reduce<Sample[]>(
    (samples, count, index) => withSample(samples, { at: index * every, settled: count }),
    [],
  );

describe("the pace of a plan", () => {
  it("is not told before there is enough to go by", () => {
    expect(paceOf(measured(1000, 0, 2), 100)).toBeNull();
    expect(paceOf([], 100)).toBeNull();
  });

  it("is told from what was settled", () => {
    expect(paceOf(measured(1000, 0, 2, 4, 6, 8), 40)).toEqual({ perMinute: 120, secondsLeft: 20 });
  });

  it("is not told while nothing moves", () => {
    expect(paceOf(measured(2000, 5, 5, 5), 40)).toBeNull();
  });

  it("goes by the last half minute alone", () => {
    const samples = measured(10_000, 0, 100, 110, 120, 130);
    expect(samples.map((sample) => sample.settled)).toEqual([110, 120, 130]);
    expect(paceOf(samples, 10)).toEqual({ perMinute: 60, secondsLeft: 10 });
  });

  it("begins anew when a retry puts people back to waiting", () => {
    expect(measured(1000, 10, 20, 15)).toEqual([{ at: 2000, settled: 15 }]);
  });
});
