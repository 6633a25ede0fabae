import { cleanup, render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { aPlanEntry } from "../bridge/fake-plans";
import { fakeShell } from "../bridge/fake-shell";
import GraceBar from "./GraceBar.svelte";
import { openPlan } from "./open-plan.svelte";

const start = new Date("2026-10-12T10:00:00Z");
const until = "2026-10-12T10:00:10Z";

const entry = aPlanEntry({ state: "grace", graceUntil: until, departedAt: null });

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
    expect(screen.getByText("Sending in 10 seconds")).toBeTruthy();
    vi.advanceTimersByTime(3_000);
    await tick();
    expect(screen.getByText("Sending in 7 seconds")).toBeTruthy();
    vi.advanceTimersByTime(7_000);
    await tick();
    expect(screen.getByText("Sending now")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Undo" }).getAttribute("aria-disabled")).toBe("true");
  });

  it.each([
    ["Undo", "cancel"],
    ["Send now", "resume"],
  ])("can be ended with “%s”", async (button, action) => {
    const asked = fakeShell({
      plan: () => ({ entry, rows: [], seq: 0 }),
      plan_changes: () => ({ entry, rows: [], seq: 0 }),
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
