import { describe, expect, it } from "vitest";

import type { PlanRow, StepState } from "../bridge";
import { aStep, ownChain } from "../bridge/fake-plans";
import { aProblem } from "../bridge/fake-shell";
import { chainStatus } from "../outbox/step-status";
import { t } from ".";

const why = (step: PlanRow): string | null =>
  step.problem === null ? null : t.problem(step.problem).title;
const said = (...states: [StepState, StepState, StepState]): string =>
  t.standing(ownChain("Ada", states), why);

describe("where somebody stands", () => {
  it("is said in words, from what is there to what is to come", () => {
    expect(said("waiting", "waiting", "waiting")).toBe("Waiting");
    expect(said("sending", "waiting", "waiting")).toBe("Instance being made · not invited yet");
    expect(said("done", "sending", "waiting")).toBe(
      "Instance made · material on its way · not invited yet",
    );
    expect(said("done", "done", "sending")).toBe(
      "Instance made · material in it · invitation on its way",
    );
    expect(said("done", "done", "done")).toBe("Invited");
    expect(said("already", "already", "already")).toBe("Already in");
    expect(said("cancelled", "cancelled", "cancelled")).toBe("Cancelled");
    expect(said("done", "cancelled", "cancelled")).toBe(
      "Instance made · material not handed out · not invited",
    );
  });

  it("names what failed, and why", () => {
    const [create, handOut, invite] = ownChain("Ada", ["done", "refused", "blocked"]);
    if (!create || !handOut || !invite) throw new Error("three steps");
    const failed = { ...handOut, problem: aProblem("handOutFailed") };
    expect(t.standing([create, failed, invite], why)).toBe(
      "Instance made · material not handed out: The material could not be handed out",
    );
    expect(said("unsure", "blocked", "blocked")).toBe(
      "Not known whether the instance was made · not invited",
    );
  });

  it("of an invitation alone is as short as can be", () => {
    const one = (state: StepState, problem: PlanRow["problem"] = null): string =>
      t.standing([aStep("1", "invite", state, { problem })], why);
    expect(one("waiting")).toBe("Waiting");
    expect(one("waiting", aProblem("waitsForOther"))).toBe("Waits for another");
    expect(one("sending")).toBe("Invitation on its way");
    expect(one("refused", aProblem("notAllowed"))).toBe("Not invited: You may not do this here");
    expect(one("unsure")).toBe("Not known whether the mail went out");
  });

  it("is marked by the most urgent of its steps", () => {
    expect(chainStatus(ownChain("Ada", ["refused", "blocked", "blocked"]))).toBe("bad");
    expect(chainStatus(ownChain("Ada", ["done", "unsure", "blocked"]))).toBe("ask");
    expect(chainStatus(ownChain("Ada", ["done", "sending", "waiting"]))).toBe("on");
    expect(chainStatus(ownChain("Ada", ["done", "done", "waiting"]))).toBe("soft");
    expect(chainStatus(ownChain("Ada", ["done", "done", "done"]))).toBe("ok");
  });
});
