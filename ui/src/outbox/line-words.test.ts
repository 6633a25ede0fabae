/**
 * How far somebody has come is one line, from what was done to what is still to come, and its
 * mark is that of the most urgent step.
 */

import { describe, expect, it } from "vitest";

import type { PlanRow, StepState } from "../bridge";
import { aStep, individualChain } from "../bridge/fake-plans";
import { aProblem } from "../bridge/fake-shell";
import { t } from "../texts";
import { lineWords } from "./line-words";
import { chainStatus } from "./step-status";

const why = (step: PlanRow): string | null =>
  step.problem === null ? null : t.problem(step.problem).title;
const said = (...states: [StepState, StepState, StepState]): string =>
  lineWords(individualChain("Ada", states), why);

describe("where somebody stands", () => {
  it("is said in words, from what is there to what is to come", () => {
    expect(said("waiting", "waiting", "waiting")).toBe("Waiting");
    expect(said("sending", "waiting", "waiting")).toBe("Creating instance · not invited yet");
    expect(said("done", "sending", "waiting")).toBe(
      "Instance created · distributing material · not invited yet",
    );
    expect(said("done", "done", "sending")).toBe(
      "Instance created · material distributed · sending invitation",
    );
    expect(said("done", "done", "done")).toBe("Invited");
    expect(said("already", "already", "already")).toBe("Already in");
    expect(said("cancelled", "cancelled", "cancelled")).toBe("Cancelled");
    expect(said("done", "cancelled", "cancelled")).toBe(
      "Instance created · material not distributed · not invited",
    );
  });

  it("says when something whose response was lost is checked again", () => {
    const [create, distribute, invite] = individualChain("Ada", ["done", "done", "sending"]);
    if (!create || !distribute || !invite) throw new Error("three steps");
    const at = new Date(new Date().setHours(10, 52, 0, 0)).toISOString();
    const checking = { ...invite, problem: aProblem("checkingAgain", { about: at }) };
    expect(lineWords([create, distribute, checking], why)).toBe(
      "Instance created · material distributed · checking again at 10:52",
    );
  });

  it("names what failed, and why", () => {
    const [create, distribute, invite] = individualChain("Ada", ["done", "refused", "blocked"]);
    if (!create || !distribute || !invite) throw new Error("three steps");
    const failed = { ...distribute, problem: aProblem("distributionFailed") };
    expect(lineWords([create, failed, invite], why)).toBe(
      "Instance created · material not distributed: The material couldn't be distributed",
    );
    expect(said("unknown", "blocked", "blocked")).toBe(
      "Can't tell whether the instance was created · not invited",
    );
  });

  it("of an invitation alone is as short as can be", () => {
    const one = (state: StepState, problem: PlanRow["problem"] = null): string =>
      lineWords([aStep("1", "invite", state, { problem })], why);
    expect(one("waiting")).toBe("Waiting");
    expect(one("waiting", aProblem("waitsForOther"))).toBe("Waiting for another invitation");
    expect(one("sending")).toBe("Sending invitation");
    expect(one("refused", aProblem("notAllowed"))).toBe(
      "Not invited: You don't have permission to do this",
    );
    expect(one("unknown")).toBe("Can't tell whether the email was sent");
  });

  it("is marked by the most urgent of its steps", () => {
    expect(chainStatus(individualChain("Ada", ["refused", "blocked", "blocked"]))).toBe("failed");
    expect(chainStatus(individualChain("Ada", ["done", "unknown", "blocked"]))).toBe("unknown");
    expect(chainStatus(individualChain("Ada", ["done", "sending", "waiting"]))).toBe("sending");
    expect(chainStatus(individualChain("Ada", ["done", "done", "waiting"]))).toBe("waiting");
    expect(chainStatus(individualChain("Ada", ["done", "done", "done"]))).toBe("invited");
  });
});
