/**
 * The page of a plan has one line for each person, counts people and not steps, and after the first
 * reading asks only for what changed.
 */

import { cleanup, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { PlanRow } from "../bridge";
import { aStep, countsOf, individualIntent, individualChain } from "../bridge/fake-plans";
import { aProblem, requestsOf } from "../bridge/fake-shell";
import { everythingFits } from "../parts/fake-layout";
import { announce } from "../state/announce.svelte";
import { lineOf, show } from "./fake-plan-page";
import { openPlan } from "./open-plan.svelte";

afterEach(() => {
  cleanup();
  announce.dismiss();
});

beforeEach(everythingFits);

describe("a plan", () => {
  it("has one line for each person, which says where the chain stands", async () => {
    await show([
      ...individualChain("Ada", ["done", "done", "done"]),
      ...individualChain("Max", ["done", "sending", "waiting"]),
    ]);
    expect(lineOf("Ada")).toBe(
      "Ada ada@uni.example Instance created Material distributed Invited Invited",
    );
    expect(lineOf("Max")).toContain("Instance created · distributing material · not invited yet");
  });

  it("has a column with a mark for each step, where there are several", async () => {
    await show(individualChain("Max", ["done", "sending", "waiting"]));
    const heads = screen.getAllByRole("columnheader").map((head) => head.textContent.trim());
    expect(heads).toEqual(["", "Name", "Address", "Instance", "Material", "Invitation", "State"]);
    const row = screen.getByText("Max").closest("[role=row]");
    const marks = [...(row?.querySelectorAll("[data-state]") ?? [])];
    expect(marks.map((mark) => mark.getAttribute("data-state"))).toEqual([
      "done",
      "sending",
      "waiting",
      "sending",
    ]);
    cleanup();
    await show([aStep("i", "invite", "waiting", { name: "Ada", address: "ada@uni.example" })]);
    expect(screen.queryByRole("columnheader", { name: "Invitation" })).toBeNull();
  });

  it("lets several people be dismissed, restored and resent to at once", async () => {
    const failed = (name: string, more: Partial<PlanRow>): PlanRow =>
      aStep(name, "invite", "refused", {
        name,
        address: `${name}@uni.example`,
        problem: aProblem("notAllowed"),
        can: ["retry", "dismiss"],
        ...more,
      });
    const { asked } = await show(
      [
        failed("Ada", {}),
        failed("Max", {}),
        failed("Wei", { state: "cancelled", standing: "dismissed", can: ["restore"] }),
        failed("Zoe", { state: "done", problem: null, can: ["resend"] }),
        failed("Bo", { state: "done", problem: null, can: ["resend"] }),
      ],
      { state: "settled" },
      { people_do: () => ({ done: 2, failed: [], stopped: null }) },
    );
    expect(lineOf("Wei")).toBe(
      "Wei Wei@uni.example Dismissed · not invited: You don't have permission to do this",
    );
    const choose = async (...names: string[]): Promise<void> => {
      for (const name of names)
        await userEvent.click(screen.getByRole("checkbox", { name: `Select ${name}` }));
    };
    await choose("Ada", "Max");
    await userEvent.click(screen.getByRole("button", { name: "Dismiss 2" }));
    expect(asked).toContainEqual({
      name: "steps_do",
      request: { steps: ["Ada", "Max"], action: "dismiss" },
    });
    await vi.waitFor(() => expect(announce.toast?.text).toBe("2 problems dismissed."));
    announce.toast?.action?.run();
    await vi.waitFor(() =>
      expect(asked).toContainEqual({
        name: "steps_do",
        request: { steps: ["Ada", "Max"], action: "restore" },
      }),
    );
    await choose("Ada", "Max", "Zoe", "Bo");
    await userEvent.click(screen.getByRole("button", { name: "Resend 2 invitations" }));
    const dialog = screen.getByRole("alertdialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Resend 2 invitations" }));
    await vi.waitFor(() =>
      expect(asked).toContainEqual({
        name: "people_do",
        request: {
          account: "a",
          org: "o",
          space: "s",
          people: ["Zoe@uni.example", "Bo@uni.example"],
          action: "resend",
        },
      }),
    );
  });

  it("counts people, not steps, and tells the speed and an honest time left", async () => {
    await show(individualChain("Ada", ["done", "sending", "waiting"]), {
      counts: countsOf({ done: 206, remaining: 106 }),
      people: countsOf({ done: 60, remaining: 43, needsAttention: 1 }),
      speed: { perMinute: 312.4, leftSeconds: 40 },
    });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(
      "Inviting 104 people to Finance I",
    );
    expect(screen.getByText("61 of 104 people")).toBeTruthy();
    expect(screen.getByText("312 a minute, about 40 seconds left")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Invited 60" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Needs attention 1" })).toBeTruthy();
    expect(screen.getByRole("progressbar").getAttribute("aria-valuetext")).toBe(
      "61 of 104 people processed",
    );
  });

  it("is read whole once, and then only what changed", async () => {
    const { asked, entry, next } = await show([
      ...individualChain("Ada", ["done", "done", "sending"]),
      ...individualChain("Max", ["waiting", "waiting", "waiting"]),
    ]);
    next.changes = individualChain("Ada", ["done", "done", "done"]);
    openPlan.onChanged(entry.id);
    await expect.poll(() => lineOf("Ada")).toContain("Invited");
    expect(lineOf("Max")).toContain("Waiting");
    expect(requestsOf(asked, "plan")).toHaveLength(1);
    expect(asked).toContainEqual({ name: "plan_changes", request: { plan: entry.id, since: 7 } });
    openPlan.onChanged("another plan");
    await openPlan.read();
    expect(asked.at(-1)).toEqual({ name: "plan_changes", request: { plan: entry.id, since: 8 } });
  });

  it("has the group instances above their people", async () => {
    const red = { instance: "red", instanceName: "Room Red" };
    await show(
      [
        aStep("c", "create", "done", red),
        aStep("h", "distribute", "sending", red),
        aStep("i", "invite", "waiting", { ...red, name: "Ada", address: "ada@uni.example" }),
      ],
      { intent: individualIntent({ purpose: "groups" }) },
    );
    const [heading] = screen.getAllByRole("rowheader");
    expect(heading?.textContent.replace(/\s+/gu, " ").trim()).toBe(
      "Room Red 1 person Instance created · distributing material",
    );
    expect(lineOf("Ada")).toBe("Ada ada@uni.example Waiting");
  });

  it("is narrowed down by its numbers", async () => {
    await show(
      [
        ...individualChain("Ada", ["done", "done", "done"]),
        ...individualChain("Max", ["done", "done", "waiting"]),
      ],
      { people: countsOf({ done: 1, remaining: 1 }) },
    );
    await userEvent.click(screen.getByRole("button", { name: "Waiting 1" }));
    expect(screen.queryByText("Ada")).toBeNull();
    expect(lineOf("Max")).toContain("not invited yet");
  });

  it("shows each step of a person with its call and its answer, and what a blocked one waits for", async () => {
    const [create, distribute, invite] = individualChain("Max", ["refused", "blocked", "blocked"]);
    if (!create || !distribute || !invite) throw new Error("three steps");
    const { asked } = await show([
      {
        ...create,
        status: 403,
        problem: aProblem("notAllowed", { incident: "INC-7" }),
        can: ["retry"],
        request: { method: "POST", path: "/instances/v1/org/o/space/s", body: '{"name":"max"}' },
      },
      { ...distribute, waitsFor: create.step, problem: aProblem("waitsFor") },
      { ...invite, waitsFor: distribute.step, problem: aProblem("waitsFor") },
    ]);
    await userEvent.click(screen.getByText("Max", { selector: "[role=gridcell] bdi" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Max" }));
    const call = dialog.getByText("POST /instances/v1/org/o/space/s");
    expect(call.closest("details")?.open).toBe(false);
    await userEvent.click(dialog.getByText("Technical details"));
    expect(call.closest("details")?.open).toBe(true);
    expect(dialog.getByText('{"name":"max"}')).toBeTruthy();
    expect(dialog.getByText(/403 · 1 attempt/u)).toBeTruthy();
    expect(dialog.getByText("INC-7")).toBeTruthy();
    expect(dialog.getByText("This waits until the instance is created.")).toBeTruthy();
    expect(dialog.getByText("This waits until the material is distributed.")).toBeTruthy();
    await userEvent.click(dialog.getByRole("button", { name: "Retry" }));
    expect(asked).toContainEqual({
      name: "steps_do",
      request: { steps: [create.step], action: "retry" },
    });
  });

  it("sends again what is no longer tracked, once the user knows what that may do", async () => {
    const [create, distribute, invite] = individualChain("Max", ["done", "done", "cancelled"]);
    if (!create || !distribute || !invite) throw new Error("three steps");
    const { asked } = await show([
      create,
      distribute,
      { ...invite, problem: aProblem("notTracked"), standing: "notTracked", can: ["sendAgain"] },
    ]);
    await userEvent.click(screen.getByText("Max", { selector: "[role=gridcell] bdi" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Max" }));
    await userEvent.click(dialog.getByRole("button", { name: "Send again" }));
    const ask = within(await screen.findByRole("alertdialog"));
    expect(asked.map((one) => one.name)).not.toContain("steps_do");
    await userEvent.click(ask.getByRole("button", { name: "Send again" }));
    expect(asked).toContainEqual({
      name: "steps_do",
      request: { steps: [invite.step], action: "sendAgain" },
    });
  });

  it("that is done says how many were invited, and what is left to do", async () => {
    await show(individualChain("Ada", ["done", "done", "done"]), {
      state: "settled",
      people: countsOf({ done: 46, needsAttention: 2 }),
    });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(
      "46 people invited to Finance I",
    );
    expect(screen.getByText("2 people need attention")).toBeTruthy();
    expect(screen.queryByRole("progressbar")).toBeNull();
  });
});
