/**
 * A failed or unknown step is offered only the answers that the shell names, and steps that failed
 * for the same reason are answered together.
 */

import { cleanup, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { ExistingAnswer, PlanEntry, PlanRow, ProblemCode, StepCan } from "../bridge";
import { aStep, countsOf, individualChain } from "../bridge/fake-plans";
import { aProblem, requestsOf } from "../bridge/fake-shell";
import { aSpace } from "../bridge/fake-space";
import { everythingFits } from "../parts/fake-layout";
import { announce } from "../state/announce.svelte";
import { router } from "../state/router.svelte";
import { show } from "./fake-plan-page";

afterEach(() => {
  cleanup();
  announce.dismiss();
});

beforeEach(everythingFits);

describe("what waits for the user", () => {
  const withAnswers = (answers: ExistingAnswer[]): PlanEntry["can"] => ({
    cancel: true,
    undoSend: false,
    answers,
  });

  const exists = (person: string): PlanRow[] => {
    const [create, ...later] = individualChain(person, ["refused", "blocked", "blocked"]);
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
  ])("an instance that exists is answered once for all with “%s”", async (button, action) => {
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

  it("an unknown email is waited for, looked up, or sent again on the user's word", async () => {
    const [create, distribute, invite] = individualChain("Ada", ["done", "done", "unknown"]);
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
    expect(requestsOf(asked, "steps_do")).toEqual([
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

  const rejected = (code: ProblemCode): PlanRow =>
    aStep("Ada", "invite", "refused", {
      name: "Ada",
      address: "ada@uni.example",
      group: "A",
      problem: aProblem(code),
      can: ["retry", "dismiss"],
    });
  const withDraft = {
    space: () => aSpace([]),
    refresh_space: () => aSpace([]),
    people_again: () => ({ draft: "d9" }),
  };

  it("a wrong place leads to a draft with the same people, where another is chosen", async () => {
    const rows = [rejected("wrongPlace")];
    const { asked, entry } = await show(rows, {}, withDraft);
    await userEvent.click(screen.getByRole("button", { name: "Choose another instance" }));
    await expect.poll(() => router.route).toMatchObject({ page: "invite", draft: "d9" });
    expect(asked).toContainEqual({
      name: "people_again",
      request: { plan: entry.id, steps: ["Ada"], correction: "instance" },
    });
  });

  it("a rejected address leads to its cell in a draft that does the same", async () => {
    const rows = [rejected("invalid")];
    const { asked, entry } = await show(rows, {}, withDraft);
    expect(screen.getByRole("button", { name: "The platform rejected this address" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Fix in a new draft" }));
    await expect
      .poll(() => router.route)
      .toMatchObject({ page: "invite", draft: "d9", atAddress: true });
    expect(asked).toContainEqual({
      name: "people_again",
      request: { plan: entry.id, steps: ["Ada"], correction: "addresses" },
    });
  });
});
