import { describe, expect, it } from "vitest";

import type { PlanCounts } from "../bridge";
import { countOf, endedOf, passesFilter } from "./plan-counts";

describe("the numbers of a plan", () => {
  const counts: PlanCounts = {
    all: 10,
    waiting: 1,
    sending: 1,
    done: 3,
    already: 1,
    refused: 1,
    blocked: 1,
    gaveUp: 0,
    unknown: 1,
    cancelled: 1,
  };

  it("put every person under one of them", () => {
    const parts = ["needs", "done", "already", "toGo", "cancelled"] as const;
    expect(parts.reduce((sum, part) => sum + countOf(part, counts), 0)).toBe(counts.all);
    expect(endedOf(counts)).toBe(8);
  });

  it("filter by state", () => {
    expect(passesFilter("needs", "unknown")).toBe(true);
    expect(passesFilter("done", "already")).toBe(false);
    expect(passesFilter("all", "cancelled")).toBe(true);
  });
});
