import { cleanup, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";

import type { Hold } from "../bridge";
import { aPlanEntry } from "../bridge/fake-plans";
import { fakeShell } from "../bridge/fake-shell";
import { announce } from "../state/announce.svelte";
import { router } from "../state/router.svelte";
import HoldNote from "./HoldNote.svelte";
import { openPlan } from "./open-plan.svelte";

afterEach(() => {
  cleanup();
  announce.dismiss();
});

const show = async (hold: Hold, { undoSend }: { undoSend: boolean }) => {
  const entry = aPlanEntry({
    state: "held",
    hold,
    asksUser: undoSend,
    can: { cancel: true, undoSend, answers: [] },
  });
  const asked = fakeShell({
    plan: () => ({ entry, rows: [], seq: 0 }),
    plan_changes: () => ({ entry, rows: [], seq: 0 }),
    outbox: () => ({ plans: [entry], unreadable: [] }),
    plan_do: () => entry,
    account_try_now: () => null,
    restored_data_resume: () => null,
  });
  await openPlan.open(entry.id);
  render(HoldNote, { entry });
  return asked;
};

const resume = { name: "plan_do", request: { plan: "p1", action: "resume" } };
const cancel = { name: "plan_do", request: { plan: "p1", action: "cancel" } };

describe("a plan that stands still", () => {
  it.each<[Hold, string, RegExp, unknown]>([
    [{ why: "foundInGrace" }, "Send now", /Nothing has been sent/u, resume],
    [{ why: "asleepInGrace" }, "Send now", /Nothing has been sent/u, resume],
    [{ why: "tooOld" }, "Resume", /may have joined or left since then/u, resume],
    [
      { why: "cannotDistribute", names: ["/home/.bashrc", "notes.md"] },
      "Distribute the rest",
      /\/home\/.bashrc, notes.md/u,
      resume,
    ],
    [{ why: "snapshotGone" }, "Undo", /deleted on the platform/u, cancel],
    [
      { why: "dataRestored" },
      "Check, then resume",
      /sends only what's missing/u,
      { name: "restored_data_resume", request: undefined },
    ],
    [
      { why: "offline", since: "2026-10-12T10:00:00Z" },
      "Try now",
      /when the connection is back/u,
      { name: "account_try_now", request: { account: "a" } },
    ],
  ])("for %o has a button that moves it", async (hold, button, text, call) => {
    const asked = await show(hold, { undoSend: true });
    expect(document.body.textContent).toMatch(text);
    await userEvent.click(screen.getByRole("button", { name: button }));
    await expect.poll(() => asked).toContainEqual(call);
  });

  it("for the key leads to where it is given", async () => {
    await show({ why: "key" }, { undoSend: false });
    await userEvent.click(screen.getByRole("button", { name: "Enter API key" }));
    expect(router.route).toEqual({ page: "giveKey", account: "a" });
  });

  it.each<[Hold, RegExp]>([
    [{ why: "busy", until: null }, /asked Cohort to wait/u],
    [{ why: "busy", until: "2026-10-12T10:00:00Z" }, /asked Cohort to wait until/u],
    [{ why: "otherProcess" }, /already sending in another window or terminal/u],
    [{ why: "diskFull" }, /Free up some space/u],
    [{ why: "diskFails" }, /can write to the disk again/u],
  ])("for %o moves by itself", async (hold, text) => {
    await show(hold, { undoSend: false });
    expect(document.body.textContent).toMatch(text);
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("says where the list is when it was taken back", async () => {
    await show({ why: "tooOld" }, { undoSend: true });
    await userEvent.click(screen.getByRole("button", { name: "Undo" }));
    await expect.poll(() => announce.toast?.text).toContain("back in Drafts");
  });
});
