import { cleanup, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type {
  ExistingAnswer,
  Plan,
  PlanChanges,
  PlanEntry,
  PlanRow,
  ProblemCode,
  StepCan,
} from "../bridge";
import { aPlanEntry, aStep, countsOf, individualIntent, ownChain } from "../bridge/fake-plans";
import { aProblem, fakeShell } from "../bridge/fake-shell";
import { announce } from "../state/announce.svelte";
import { openPlan } from "./open-plan.svelte";
import PlanPage from "./PlanPage.svelte";

afterEach(() => {
  cleanup();
  announce.dismiss();
});

// Without a width everything finds room.
beforeEach(() => vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(0));

/** Each test opens a plan of its own, so that none is left over from the one before. */
let opened = 0;

const show = async (
  rows: PlanRow[],
  more: Partial<PlanEntry> = {},
  handlers: Parameters<typeof fakeShell>[0] = {},
) => {
  opened += 1;
  const entry = aPlanEntry({ id: `p${opened}`, intent: individualIntent(), ...more });
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
  [...(screen.getByText(name).closest("[role=row]")?.querySelectorAll("[role=gridcell]") ?? [])]
    .slice(1)
    .map((cell) => cell.textContent.trim())
    .join(" ");

describe("a plan", () => {
  it("has one line for each person, which says where the chain stands", async () => {
    await show([
      ...ownChain("Ada", ["done", "done", "done"]),
      ...ownChain("Max", ["done", "sending", "waiting"]),
    ]);
    expect(lineOf("Ada")).toBe("Ada ada@uni.example Invited");
    expect(lineOf("Max")).toContain("Instance created · distributing material · not invited yet");
  });

  it("counts people, not steps, and tells the pace and an honest time left", async () => {
    await show(ownChain("Ada", ["done", "sending", "waiting"]), {
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
      ...ownChain("Ada", ["done", "done", "sending"]),
      ...ownChain("Max", ["waiting", "waiting", "waiting"]),
    ]);
    next.changes = ownChain("Ada", ["done", "done", "done"]);
    openPlan.onChanged(entry.id);
    await expect.poll(() => lineOf("Ada")).toContain("Invited");
    expect(lineOf("Max")).toContain("Waiting");
    expect(asked.filter((one) => one.name === "plan")).toHaveLength(1);
    expect(asked).toContainEqual({ name: "plan_changes", request: { plan: entry.id, since: 7 } });
    openPlan.onChanged("another plan");
    await openPlan.read();
    expect(asked.at(-1)).toEqual({ name: "plan_changes", request: { plan: entry.id, since: 8 } });
  });

  it("has the rooms of groups above their people", async () => {
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
        ...ownChain("Ada", ["done", "done", "done"]),
        ...ownChain("Max", ["done", "done", "waiting"]),
      ],
      { people: countsOf({ done: 1, remaining: 1 }) },
    );
    await userEvent.click(screen.getByRole("button", { name: "Waiting 1" }));
    expect(screen.queryByText("Ada")).toBeNull();
    expect(lineOf("Max")).toContain("not invited yet");
  });

  it("shows each step of a person with its call and its answer, and what a blocked one waits for", async () => {
    const [create, distribute, invite] = ownChain("Max", ["refused", "blocked", "blocked"]);
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
    const [create, distribute, invite] = ownChain("Max", ["done", "done", "cancelled"]);
    if (!create || !distribute || !invite) throw new Error("three steps");
    const { asked } = await show([
      create,
      distribute,
      { ...invite, problem: aProblem("notTracked"), can: ["sendAgain"] },
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
    await show(ownChain("Ada", ["done", "done", "done"]), {
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

describe("an invitation that was taken", () => {
  const details = async (name: string) => {
    await userEvent.click(screen.getByText(name, { selector: "[role=gridcell] bdi" }));
    return within(await screen.findByRole("dialog", { name }));
  };

  it("is mailed again where the platform can, and taken back after a question", async () => {
    const can: StepCan[] = ["resend", "correctAddress", "revoke"];
    const chain = ownChain("Ada", ["done", "done", "done"], { can });
    const { asked } = await show(
      chain,
      {},
      { invitation_resend: () => null, invitation_revoke: () => null },
    );
    const dialog = await details("Ada");
    expect(dialog.queryByRole("button", { name: "Invite again" })).toBeNull();
    await userEvent.click(dialog.getByRole("button", { name: "Resend invitation" }));
    const step = chain[2]?.step;
    expect(asked).toContainEqual({ name: "invitation_resend", request: { step } });
    await expect
      .poll(() => announce.toast?.text)
      .toBe("The platform is resending the invitation to ada@uni.example.");
    await userEvent.click(dialog.getByRole("button", { name: "Revoke invitation" }));
    const ask = within(await screen.findByRole("alertdialog"));
    expect(ask.getByText(/an administrator can restore the instance/u)).toBeTruthy();
    expect(asked.map((one) => one.name)).not.toContain("invitation_revoke");
    await userEvent.click(ask.getByRole("button", { name: "Revoke and delete" }));
    expect(asked).toContainEqual({ name: "invitation_revoke", request: { step } });
  });

  it("is sent again as a new one elsewhere, and it says when the last mail went", async () => {
    const chain = ownChain("Ada", ["done", "done", "done"], {
      settledAt: "2026-03-02T09:00:00Z",
      can: ["inviteAgain", "correctAddress"],
    });
    const { asked } = await show(chain);
    const dialog = await details("Ada");
    expect(dialog.queryByRole("button", { name: "Revoke invitation" })).toBeNull();
    await userEvent.click(dialog.getByRole("button", { name: "Invite again" }));
    const ask = within(await screen.findByRole("alertdialog"));
    expect(ask.getByText(/The platform accepted the last invitation .*2 March/u)).toBeTruthy();
    await userEvent.click(ask.getByRole("button", { name: "Invite again" }));
    expect(asked).toContainEqual({
      name: "steps_do",
      request: { steps: [chain[2]?.step], action: "inviteAgain" },
    });
  });

  it("goes to a mended address, and what is wrong with that one is said beside it", async () => {
    const answers: (() => unknown)[] = [
      () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        throw aProblem("personAddress");
      },
      () => ({ plan: "p99" }),
    ];
    const { asked } = await show(
      ownChain("Ada", ["done", "done", "done"], { can: ["correctAddress"] }),
      {},
      { address_correct: () => answers.shift()?.() },
    );
    const dialog = await details("Ada");
    await userEvent.click(dialog.getByRole("button", { name: "Correct address" }));
    const field = dialog.getByLabelText<HTMLInputElement>("Corrected address");
    expect(field.value).toBe("ada@uni.example");
    const send = dialog.getByRole<HTMLButtonElement>("button", { name: "Invite this address" });
    expect(send.disabled).toBe(true);
    await userEvent.clear(field);
    await userEvent.type(field, "ada@uni..example");
    await userEvent.click(send);
    expect((await dialog.findByRole("alert")).textContent).toContain("isn't valid");
    await userEvent.clear(field);
    await userEvent.type(field, "ada@uni.edu");
    await userEvent.click(send);
    expect(asked).toContainEqual({
      name: "address_correct",
      request: { step: "Ada invite", address: "ada@uni.edu" },
    });
    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
    expect(announce.toast?.text).toBe("ada@uni.edu will be invited in 10 seconds.");
  });

  it("that was taken back or mended says so in its line, and needs nobody", async () => {
    const [create, distribute, invite] = ownChain("Ada", ["done", "done", "cancelled"]);
    const [other, material, addressCorrected] = ownChain("Max", ["done", "done", "done"]);
    if (!create || !distribute || !invite || !other || !material || !addressCorrected)
      throw new Error("six");
    await show([
      create,
      distribute,
      { ...invite, problem: aProblem("revoked") },
      other,
      material,
      { ...addressCorrected, problem: aProblem("addressCorrected", { about: "max@uni.edu" }) },
    ]);
    expect(lineOf("Ada")).toBe("Ada ada@uni.example Revoked");
    expect(lineOf("Max")).toBe("Max max@uni.example Invited · address corrected");
    expect(screen.queryByRole("button", { name: /revoked/u })).toBeNull();
    const dialog = await details("Max");
    expect(dialog.getByText("max@uni.edu")).toBeTruthy();
    expect(dialog.queryByRole("button", { name: "Correct address" })).toBeNull();
  });
});

describe("what waits for the user", () => {
  const withAnswers = (answers: ExistingAnswer[]): PlanEntry["can"] => ({
    cancel: true,
    undoSend: false,
    answers,
  });

  const exists = (person: string): PlanRow[] => {
    const [create, ...later] = ownChain(person, ["refused", "blocked", "blocked"]);
    if (!create) throw new Error("three steps");
    return [
      { ...create, problem: aProblem("exists"), can: ["retry", "answerExisting"] },
      ...later.map((step) => ({ ...step, waitsFor: create.step, problem: aProblem("waitsFor") })),
    ];
  };

  it.each([
    ["Invite without distributing", "inviteExisting"],
    ["Take a snapshot, then distribute", "distributeExisting"],
    ["Skip", "skipExisting"],
  ])("an instance that exists is settled once for all with “%s”", async (button, action) => {
    const { asked, entry } = await show([...exists("Ada"), ...exists("Max")], {
      can: withAnswers(["inviteExisting", "distributeExisting", "skipExisting"]),
    });
    expect(
      screen.getByRole("button", { name: "An individual instance already exists (2)" }),
    ).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Retry/u })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: button }));
    expect(asked).toContainEqual({ name: "plan_do", request: { plan: entry.id, action } });
  });

  it("only the answers that the shell names are offered for what exists", async () => {
    await show(exists("Ada"), { can: withAnswers(["inviteExisting", "skipExisting"]) });
    expect(screen.getByRole("button", { name: "Invite without distributing" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Distribute/u })).toBeNull();
  });

  it("a mail that is unsure is waited for, looked up, or sent again on the user's word", async () => {
    const [create, distribute, invite] = ownChain("Ada", ["done", "done", "unknown"]);
    if (!create || !distribute || !invite) throw new Error("three steps");
    const unknown = { ...invite, problem: aProblem("emailUnknown") };
    const { asked } = await show([create, distribute, unknown]);
    const title = screen.getByRole("button", {
      name: "Cohort can't tell whether the email to Ada was sent",
    });
    await userEvent.click(screen.getByRole("button", { name: "Check again" }));
    expect(asked).toContainEqual({
      name: "steps_do",
      request: { steps: [unknown.step], action: "lookUpAgain" },
    });
    await userEvent.click(screen.getByRole("button", { name: "Send again" }));
    const ask = within(await screen.findByRole("alertdialog"));
    expect(ask.getByText("If the first email was sent, they'll get a second one.")).toBeTruthy();
    await userEvent.click(ask.getByRole("button", { name: "Send again" }));
    expect(asked).toContainEqual({
      name: "steps_do",
      request: { steps: [unknown.step], action: "sendAgain" },
    });
    await userEvent.click(screen.getByRole("button", { name: "Stop tracking" }));
    expect(asked).toContainEqual({
      name: "steps_do",
      request: { steps: [unknown.step], action: "stopTracking" },
    });
    await userEvent.click(screen.getByRole("button", { name: "Wait" }));
    expect(title.getAttribute("aria-expanded")).toBe("false");
  });

  it("all that failed for one reason are tried again with one call", async () => {
    const failed = (person: string): PlanRow =>
      aStep(person, "invite", "gaveUp", {
        name: person,
        problem: aProblem("gaveUp"),
        can: ["retry"],
      });
    const rows = [failed("Ada"), failed("Max")];
    const { asked } = await show(rows, { counts: countsOf({ needsAttention: 2 }) });
    await userEvent.click(screen.getByRole("button", { name: "Retry" }));
    const calls = asked.filter((one) => one.name === "steps_do");
    expect(calls.map((one) => one.request)).toEqual([
      { steps: rows.map((row) => row.step), action: "retry" },
    ]);
  });

  it("what failed for several reasons is retried at once, without what needs an answer", async () => {
    const failed = (person: string, code: ProblemCode, can: StepCan[]): PlanRow =>
      aStep(person, "create", "refused", { name: person, problem: aProblem(code), can });
    const rows = [
      failed("Ada", "notAllowed", ["retry"]),
      failed("Max", "gaveUp", ["retry"]),
      failed("Wei", "exists", ["retry", "answerExisting"]),
    ];
    const { asked, entry } = await show(rows);
    screen.getByRole("button", { name: "More actions" }).focus();
    await userEvent.keyboard("{Enter}");
    await userEvent.click(await screen.findByText("Retry failed (2)"));
    expect(asked).toContainEqual({
      name: "plan_do",
      request: { plan: entry.id, action: "retryFailed" },
    });
  });
});
