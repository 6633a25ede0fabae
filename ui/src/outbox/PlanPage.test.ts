import { cleanup, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";

import type { Plan, PlanChanges, PlanEntry, PlanRow } from "../bridge";
import { aPlanEntry, aStep, countsOf, ownAim, ownChain } from "../bridge/fake-plans";
import { aProblem, fakeShell } from "../bridge/fake-shell";
import { announce } from "../state/announce.svelte";
import { openPlan } from "../state/outbox.svelte";
import PlanPage from "./PlanPage.svelte";

afterEach(() => {
  cleanup();
  announce.dismiss();
});

/** Each test opens a plan of its own, so that none is left over from the one before. */
let opened = 0;

const show = async (
  rows: PlanRow[],
  more: Partial<PlanEntry> = {},
  handlers: Parameters<typeof fakeShell>[0] = {},
) => {
  opened += 1;
  const entry = aPlanEntry({ id: `p${opened}`, aim: ownAim(), ...more });
  const next: { changes: PlanRow[] } = { changes: [] };
  const asked = fakeShell({
    plan: (): Plan => ({ entry, rows, seq: 7 }),
    plan_changes: (): PlanChanges => ({ entry, rows: next.changes, seq: 8 }),
    plan_do: () => entry,
    steps_do: () => null,
    ...handlers,
  });
  render(PlanPage, { plan: entry.id });
  await screen.findByRole("grid", { name: "People" });
  return { asked, entry, next };
};

const lineOf = (name: string): string =>
  [...(screen.getByText(name).closest("[role=row]")?.children ?? [])]
    .map((cell) => cell.textContent.trim())
    .join(" ");

describe("a plan", () => {
  it("has one line for each person, which says where the chain stands", async () => {
    await show([
      ...ownChain("Ada", ["done", "done", "done"]),
      ...ownChain("Max", ["done", "sending", "waiting"]),
    ]);
    expect(lineOf("Ada")).toBe("Ada ada@uni.example Invited");
    expect(lineOf("Max")).toContain("Instance made · material on its way · not invited yet");
  });

  it("counts people, not steps, and tells the pace and an honest time left", async () => {
    await show(ownChain("Ada", ["done", "sending", "waiting"]), {
      counts: countsOf({ done: 206, waiting: 106 }),
      people: countsOf({ done: 60, waiting: 43, unsure: 1 }),
      pace: { perMinute: 312.4, leftSeconds: 40 },
    });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(
      "Inviting 104 people to Finance I",
    );
    expect(
      screen.getByText(/60 done, 1 needs you, 43 to go · 312 a minute, about 40 seconds left/u),
    ).toBeTruthy();
    expect(screen.getByRole("progressbar").getAttribute("aria-valuetext")).toBe(
      "61 of 104 people have come to an end",
    );
  });

  it("is read whole once, and then only what changed", async () => {
    const { asked, entry, next } = await show([
      ...ownChain("Ada", ["done", "done", "sending"]),
      ...ownChain("Max", ["waiting", "waiting", "waiting"]),
    ]);
    next.changes = ownChain("Ada", ["done", "done", "done"]);
    openPlan.heard(entry.id);
    await expect.poll(() => lineOf("Ada")).toContain("Invited");
    expect(lineOf("Max")).toContain("Waiting");
    expect(asked.filter((one) => one.name === "plan")).toHaveLength(1);
    expect(asked).toContainEqual({ name: "plan_changes", request: { plan: entry.id, since: 7 } });
    openPlan.heard("another plan");
    await openPlan.read();
    expect(asked.at(-1)).toEqual({ name: "plan_changes", request: { plan: entry.id, since: 8 } });
  });

  it("has the rooms of groups above their people", async () => {
    const red = { instance: "red", instanceName: "Room Red" };
    await show(
      [
        aStep("c", "create", "done", red),
        aStep("h", "handOut", "sending", red),
        aStep("i", "invite", "waiting", { ...red, name: "Ada", address: "ada@uni.example" }),
      ],
      { aim: ownAim({ purpose: "groups" }) },
    );
    const [heading] = screen.getAllByRole("rowheader");
    expect(heading?.textContent.replace(/\s+/gu, " ").trim()).toBe(
      "Room Red 1 person Instance made · material on its way",
    );
    expect(lineOf("Ada")).toBe("Ada ada@uni.example Waiting");
  });

  it("is narrowed down by its numbers", async () => {
    await show(
      [
        ...ownChain("Ada", ["done", "done", "done"]),
        ...ownChain("Max", ["done", "done", "waiting"]),
      ],
      { people: countsOf({ done: 1, waiting: 1 }) },
    );
    await userEvent.click(screen.getByRole("button", { name: "1 to go" }));
    expect(screen.queryByText("Ada")).toBeNull();
    expect(lineOf("Max")).toContain("not invited yet");
  });

  it("shows each step of a person with its call and its answer, and what a blocked one waits for", async () => {
    const [create, handOut, invite] = ownChain("Max", ["refused", "blocked", "blocked"]);
    if (!create || !handOut || !invite) throw new Error("three steps");
    const { asked } = await show([
      {
        ...create,
        status: 403,
        problem: aProblem("notAllowed", { incident: "INC-7" }),
        call: { method: "POST", path: "/instances/v1/org/o/space/s", body: '{"name":"max"}' },
      },
      { ...handOut, waitsFor: create.step, problem: aProblem("waitsFor") },
      { ...invite, waitsFor: handOut.step, problem: aProblem("waitsFor") },
    ]);
    await userEvent.click(screen.getByText("Max", { selector: "[role=gridcell] bdi" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Max" }));
    expect(dialog.getByText("POST /instances/v1/org/o/space/s")).toBeTruthy();
    expect(dialog.getByText('{"name":"max"}')).toBeTruthy();
    expect(dialog.getByText(/403 · 1 try/u)).toBeTruthy();
    expect(dialog.getByText("INC-7")).toBeTruthy();
    expect(dialog.getByText("Waits until the instance is made.")).toBeTruthy();
    expect(dialog.getByText("Waits until the material is handed out.")).toBeTruthy();
    await userEvent.click(dialog.getByRole("button", { name: "Try again" }));
    expect(asked).toContainEqual({
      name: "steps_do",
      request: { steps: [create.step], action: "retry" },
    });
  });

  it.each([
    ["As a table (CSV)", "csv"],
    ["As a page to print", "html"],
  ])("is kept as a report: %s", async (label, format) => {
    const { asked, entry } = await show(
      ownChain("Ada", ["done", "done", "done"]),
      {},
      {
        plan_report: () => ({ name: "finance.csv", folder: "Documents" }),
      },
    );
    // Nothing is laid out here, so that the menu stays unseen.
    screen.getByRole("button", { name: "Save a report" }).focus();
    await userEvent.keyboard("{Enter}");
    await userEvent.click(await screen.findByText(label));
    expect(asked).toContainEqual({ name: "plan_report", request: { plan: entry.id, format } });
    await expect.poll(() => announce.toast?.text).toBe("Saved as finance.csv in Documents.");
  });
});

describe("what waits for the user", () => {
  const exists = (person: string): PlanRow[] => {
    const [create, ...later] = ownChain(person, ["refused", "blocked", "blocked"]);
    if (!create) throw new Error("three steps");
    return [
      { ...create, problem: aProblem("exists") },
      ...later.map((step) => ({ ...step, waitsFor: create.step, problem: aProblem("waitsFor") })),
    ];
  };

  it.each([
    ["Invite only", "inviteExisting"],
    ["Hand out after a snapshot of it", "handOutExisting"],
    ["Leave out", "leaveOutExisting"],
  ])("an instance that exists is settled once for all with “%s”", async (button, action) => {
    const { asked, entry } = await show([...exists("Ada"), ...exists("Max")]);
    expect(
      screen.getByRole("button", { name: "An own instance is there already (2)" }),
    ).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Try the/u })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: button }));
    expect(asked).toContainEqual({ name: "plan_do", request: { plan: entry.id, action } });
  });

  it("nothing is handed out to what exists where nothing is handed out at all", async () => {
    await show(exists("Ada"), { aim: ownAim({ material: "nothing" }) });
    expect(screen.getByRole("button", { name: "Invite only" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Hand out/u })).toBeNull();
  });

  it("a mail that is unsure is waited for, looked up, or sent again on the user's word", async () => {
    const [create, handOut, invite] = ownChain("Ada", ["done", "done", "unsure"]);
    if (!create || !handOut || !invite) throw new Error("three steps");
    const unsure = { ...invite, problem: aProblem("mailUnsure") };
    const { asked } = await show([create, handOut, unsure]);
    const title = screen.getByRole("button", {
      name: "Not known whether the mail to Ada went out",
    });
    await userEvent.click(screen.getByRole("button", { name: "Look again" }));
    expect(asked).toContainEqual({
      name: "steps_do",
      request: { steps: [unsure.step], action: "lookAgain" },
    });
    await userEvent.click(screen.getByRole("button", { name: "Send again" }));
    const ask = within(await screen.findByRole("alertdialog"));
    expect(ask.getByText("If the first mail did go out, they get a second one.")).toBeTruthy();
    await userEvent.click(ask.getByRole("button", { name: "Send again" }));
    expect(asked).toContainEqual({
      name: "steps_do",
      request: { steps: [unsure.step], action: "sendAgain" },
    });
    await userEvent.click(screen.getByRole("button", { name: "Wait" }));
    expect(title.getAttribute("aria-expanded")).toBe("false");
  });

  it("all that failed for one reason are tried again with one call", async () => {
    const failed = (person: string): PlanRow =>
      aStep(person, "invite", "gaveUp", { name: person, problem: aProblem("gaveUp") });
    const rows = [failed("Ada"), failed("Max")];
    const { asked } = await show(rows, { counts: countsOf({ gaveUp: 2 }) });
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    const calls = asked.filter((one) => one.name === "steps_do");
    expect(calls.map((one) => one.request)).toEqual([
      { steps: rows.map((row) => row.step), action: "retry" },
    ]);
  });
});
