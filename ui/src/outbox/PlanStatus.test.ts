/**
 * The status of a plan counts down the ten seconds, and is read out at the start, at every tenth
 * and at the end instead of at every step.
 */

import { cleanup, render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { PlanEntry } from "../bridge";
import { aPlanEntry, countsOf } from "../bridge/fake-plans";
import { announce } from "../state/announce.svelte";
import PlanStatus from "./PlanStatus.svelte";

const start = new Date("2026-10-12T10:00:00Z");
const until = "2026-10-12T10:00:10Z";

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const text = (): string => document.body.textContent.replace(/\s+/gu, " ").trim();

describe("how far a plan is", () => {
  it("is counted down in the ten seconds, without a bar of progress", async () => {
    render(PlanStatus, {
      entry: aPlanEntry({ state: "grace", graceUntil: until, departedAt: null }),
    });
    expect(text()).toContain("Sending in 10 seconds");
    expect(text()).toContain("Nothing has been sent yet.");
    expect(screen.queryByRole("progressbar")).toBeNull();
    vi.advanceTimersByTime(3_000);
    await tick();
    expect(text()).toContain("Sending in 7 seconds");
    vi.advanceTimersByTime(7_000);
    await tick();
    expect(text()).toContain("Sending now");
  });

  it.each<[Partial<PlanEntry>, string]>([
    [{ state: "sending", people: countsOf({ done: 30, remaining: 18 }) }, "30 of 48 people"],
    [{ state: "paused", people: countsOf({ done: 30, remaining: 18 }) }, "Paused 30 of 48 people."],
    [{ state: "held", people: countsOf({ done: 30, remaining: 18 }) }, "On hold 30 of 48 people"],
    [{ state: "settled", people: countsOf({ done: 4 }) }, "Done"],
    [{ state: "settled", people: countsOf({ done: 4, already: 2 }) }, "Done 2 already in"],
    [
      { state: "settled", people: countsOf({ done: 4, needsAttention: 1 }) },
      "1 person needs attention",
    ],
    [{ state: "settled", people: countsOf({ cancelled: 4 }) }, "Cancelled"],
  ])("is said in people: %o", (entry, words) => {
    render(PlanStatus, { entry: aPlanEntry(entry) });
    expect(text()).toContain(words);
    // A bar that is full says nothing that "Done" doesn't.
    expect(screen.queryAllByRole("progressbar")).toHaveLength(entry.state === "settled" ? 0 : 1);
  });

  it("is read out at the start, at every tenth and at the end", async () => {
    const say = vi.spyOn(announce, "say").mockImplementation(() => undefined);
    const of = (done: number): Partial<PlanEntry> => {
      const counts = countsOf({ done, remaining: 100 - done });
      return { counts, people: counts };
    };
    const grace = aPlanEntry({ state: "grace", graceUntil: until, ...of(0) });
    const { rerender } = render(PlanStatus, { entry: grace });
    await rerender({ entry: aPlanEntry(of(0)) });
    for (const done of [1, 5, 9, 10, 11]) await rerender({ entry: aPlanEntry(of(done)) });
    await rerender({ entry: aPlanEntry({ state: "settled", ...of(100) }) });
    expect(say.mock.calls.map(([words]) => words)).toEqual([
      "Nothing has been sent yet. You have 10 seconds to undo this.",
      "10 of 100 people processed",
      "Finished: 100 people invited",
    ]);
  });
});
