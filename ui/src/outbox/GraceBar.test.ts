import { cleanup, render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { PlanCounts, PlanEntry } from "../bridge";
import { fakeShell } from "../bridge/fake-shell";
import { openPlan } from "../state/outbox.svelte";
import GraceBar from "./GraceBar.svelte";

const start = new Date("2026-10-12T10:00:00Z");
const until = "2026-10-12T10:00:10Z";

const counts: PlanCounts = {
  all: 1,
  waiting: 1,
  sending: 0,
  done: 0,
  already: 0,
  refused: 0,
  blocked: 0,
  gaveUp: 0,
  unsure: 0,
  cancelled: 0,
};
const entry: PlanEntry = {
  id: "p1",
  account: "a",
  accountName: "Practice",
  org: "o",
  space: "s",
  spaceName: "Finance I",
  aim: { purpose: "shared", instance: "g", instanceName: "Room A", role: "editor" },
  state: "grace",
  hold: null,
  counts,
  createdAt: start.toISOString(),
  graceUntil: until,
  departedAt: null,
  settledAt: null,
};

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("the ten seconds after send", () => {
  it("are counted down, and then it leaves", async () => {
    render(GraceBar, { until });
    expect(screen.getByText("Leaves in 10 seconds")).toBeTruthy();
    vi.advanceTimersByTime(3_000);
    await tick();
    expect(screen.getByText("Leaves in 7 seconds")).toBeTruthy();
    vi.advanceTimersByTime(7_000);
    await tick();
    expect(screen.getByText("Leaves now")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Take it back" }).getAttribute("aria-disabled")).toBe(
      "true",
    );
  });

  it.each([
    ["Take it back", "cancel"],
    ["Send now", "goOn"],
  ])("can be ended with “%s”", async (button, action) => {
    const asked = fakeShell({
      plan: () => ({ entry, rows: [] }),
      plan_do: () => entry,
    });
    await openPlan.open("p1");
    render(GraceBar, { until });
    screen.getByRole("button", { name: button }).click();
    await vi.waitFor(() => {
      expect(asked).toContainEqual({ name: "plan_do", request: { plan: "p1", action } });
    });
  });
});
