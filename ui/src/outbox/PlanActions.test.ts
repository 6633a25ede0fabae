/**
 * A plan can be undone only in its ten seconds, its other actions are those that the shell allows,
 * and a hold that the user can end has the button for it.
 */

import { cleanup, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";

import type { Hold, PlanEntry } from "../bridge";
import { aPlanEntry, countsOf } from "../bridge/fake-plans";
import { fakeShell } from "../bridge/fake-shell";
import { announce } from "../state/announce.svelte";
import { router } from "../state/router.svelte";
import { session } from "../state/session.svelte";
import { openPlan } from "./open-plan.svelte";
import PlanActions from "./PlanActions.svelte";

afterEach(() => {
  cleanup();
  announce.dismiss();
  session.accountId = null;
});

const show = async (more: Partial<PlanEntry>, failed = 0) => {
  const entry = aPlanEntry(more);
  const asked = fakeShell({
    plan: () => ({ entry, rows: [], seq: 0 }),
    plan_changes: () => ({ entry, rows: [], seq: 0 }),
    outbox: () => ({ plans: [entry], unreadable: [] }),
    plan_do: () => entry,
    plan_report: () => ({ name: "finance.csv", folder: "Documents" }),
    preferences_keep: () => null,
    account_try_now: () => null,
    restored_data_resume: () => null,
  });
  await openPlan.open(entry.id);
  render(PlanActions, { entry, failed });
  return asked;
};

const named = (name: string): HTMLElement => screen.getByRole("button", { name });
const names = (): (string | null)[] =>
  screen
    .getAllByRole("button")
    .map((button) => button.getAttribute("aria-label") ?? button.textContent.trim());
/** The strong buttons are the accent's. */
const strong = (): string[] =>
  screen
    .getAllByRole("button")
    .filter((button) => button.classList.contains("bg-accent"))
    .map((button) => button.textContent.trim());
const menu = async (): Promise<string[]> => {
  named("More actions").focus();
  await userEvent.keyboard("{Enter}");
  const items = await screen.findAllByRole("menuitem", { hidden: true });
  return items.map((item) => item.textContent.trim());
};
const called = (action: string) => ({ name: "plan_do", request: { plan: "p1", action } });
const grace = (seconds: number): Partial<PlanEntry> => ({
  state: "grace",
  graceUntil: new Date(Date.now() + seconds * 1000).toISOString(),
  departedAt: null,
  can: { cancel: true, undoSend: true, answers: [] },
});

describe("a plan that can still be undone", () => {
  it.each([
    ["Undo", "cancel"],
    ["Send now", "resume"],
  ])("is ended with “%s”, and undoing is the strong button", async (button, action) => {
    const asked = await show(grace(10));
    expect(names()).toEqual(["Send now", "Undo", "More actions"]);
    expect(strong()).toEqual(["Undo"]);
    await userEvent.click(named(button));
    expect(asked).toContainEqual(called(action));
  });

  it("says where the list is when it was undone", async () => {
    await show(grace(10));
    await userEvent.click(named("Undo"));
    await expect.poll(() => announce.toast?.text).toContain("back in Drafts");
  });

  it("keeps the keyboard at the button that it becomes", async () => {
    const sending = aPlanEntry();
    fakeShell({
      plan_do: () => sending,
      plan_changes: () => ({ entry: sending, rows: [], seq: 1 }),
    });
    const { rerender } = render(PlanActions, { entry: aPlanEntry(grace(10)), failed: 0 });
    named("Undo").focus();
    await rerender({ entry: sending });
    expect(document.activeElement).toBe(named("Pause"));
  });

  it("is out of reach once the time is over", async () => {
    const asked = await show(grace(-1));
    expect(named("Undo").getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(named("Undo"));
    expect(asked.map((one) => one.name)).not.toContain("plan_do");
  });
});

describe("a plan", () => {
  it.each<[PlanEntry["state"], string, string]>([
    ["sending", "Pause", "pause"],
    ["paused", "Resume", "resume"],
  ])("that is %s has one strong button, “%s”", async (state, button, action) => {
    const asked = await show({ state });
    expect(names()).toEqual([button, "More actions"]);
    expect(strong()).toEqual([button]);
    await userEvent.click(named(button));
    expect(asked).toContainEqual(called(action));
  });

  it("has the rest in a menu, and asks before it cancels", async () => {
    const asked = await show({ state: "sending" }, 3);
    expect(await menu()).toEqual([
      "Retry failed (3)",
      "Save report as CSV…",
      "Save report as a page to print…",
      "Cancel remaining…",
    ]);
    await userEvent.click(screen.getByText("Cancel remaining…"));
    const question = await screen.findByRole("alertdialog");
    expect(asked).not.toContainEqual(called("cancel"));
    question.querySelectorAll("button").forEach((one) => {
      if (one.textContent.trim() === "Cancel remaining") one.click();
    });
    await expect.poll(() => asked).toContainEqual(called("cancel"));
  });

  it("can be cancelled only where the shell says so", async () => {
    await show({ can: { cancel: false, undoSend: false, answers: [] } });
    expect(await menu()).not.toContain("Cancel remaining…");
  });

  it.each([
    ["Save report as CSV…", "csv"],
    ["Save report as a page to print…", "html"],
  ])("is kept as a report: %s", async (label, format) => {
    const asked = await show({ state: "settled" });
    await menu();
    await userEvent.click(screen.getByText(label));
    expect(asked).toContainEqual({ name: "plan_report", request: { plan: "p1", format } });
    await expect.poll(() => announce.toast?.text).toBe("Saved as finance.csv in Documents.");
  });

  it("that is done leads to its people, in the account that is open", async () => {
    const done: Partial<PlanEntry> = { state: "settled", people: countsOf({ done: 4 }) };
    await show(done);
    expect(screen.queryByRole("button", { name: "Show in People" })).toBeNull();
    cleanup();
    session.accountId = "a";
    await show(done);
    await userEvent.click(named("Show in People"));
    expect(router.route).toEqual({ page: "space", org: "o", space: "s", tab: "people" });
  });
});

describe("a plan on hold", () => {
  const held = (hold: Hold, { undoSend }: { undoSend: boolean }): Partial<PlanEntry> => ({
    state: "held",
    hold,
    asksUser: undoSend,
    can: { cancel: true, undoSend, answers: [] },
  });
  const resume = called("resume");

  it.each<[Hold, string, unknown]>([
    [{ why: "foundInGrace" }, "Send now", resume],
    [{ why: "asleepInGrace" }, "Send now", resume],
    [{ why: "tooOld" }, "Resume", resume],
    [{ why: "cannotDistribute", names: ["notes.md"] }, "Distribute the rest", resume],
    [{ why: "snapshotGone" }, "Undo", called("cancel")],
    [
      { why: "dataRestored" },
      "Check, then resume",
      { name: "restored_data_resume", request: undefined },
    ],
    [
      { why: "offline", since: "2026-10-12T10:00:00Z" },
      "Try now",
      { name: "account_try_now", request: { account: "a" } },
    ],
  ])("for %o is resumed or undone: %s", async (hold, button, call) => {
    const asked = await show(held(hold, { undoSend: true }));
    expect(strong()).toEqual(["Undo"]);
    await userEvent.click(named(button));
    await expect.poll(() => asked).toContainEqual(call);
  });

  it("for the key leads to where it is given", async () => {
    await show(held({ why: "key" }, { undoSend: false }));
    await userEvent.click(named("Enter API key"));
    expect(router.route).toEqual({ page: "enterKey", account: "a" });
  });

  it.each<Hold>([
    { why: "busy", until: null },
    { why: "otherProcess" },
    { why: "diskFull" },
    { why: "diskFails" },
  ])("for %o resumes by itself", async (hold) => {
    await show(held(hold, { undoSend: false }));
    expect(names()).toEqual(["More actions"]);
  });
});
