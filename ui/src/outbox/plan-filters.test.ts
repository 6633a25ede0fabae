/**
 * The numbers above a plan are those that the shell counted, and each one filters by what it
 * counts.
 */

import { describe, expect, it } from "vitest";

import { aStep, countsOf } from "../bridge/fake-plans";
import { countOf, passesFilter } from "./plan-filters";

describe("the numbers of a plan", () => {
  it("are those that the shell counted", () => {
    const counts = countsOf({ remaining: 1, done: 3, needsAttention: 2 });
    expect(countOf("all", counts)).toBe(6);
    expect(countOf("needsAttention", counts)).toBe(2);
    expect(countOf("remaining", counts)).toBe(1);
  });

  it("filter by the number under which a step is counted", () => {
    expect(passesFilter("needsAttention", aStep("1", "invite", "unknown"))).toBe(true);
    expect(passesFilter("done", aStep("1", "invite", "already"))).toBe(false);
    expect(passesFilter("all", aStep("1", "invite", "cancelled"))).toBe(true);
  });
});
