import type { PlanRow, StepState } from "../bridge";
import { mostUrgent, type StateKind } from "../parts/states";

/** With which mark the state of a step, or of several, is shown. */

const marks: Record<StepState, StateKind> = {
  waiting: "waiting",
  sending: "sending",
  done: "done",
  already: "done",
  refused: "failed",
  // The step that it waits for is the one that failed, and is shown as such.
  blocked: "waiting",
  gaveUp: "failed",
  unknown: "unknown",
  cancelled: "never",
};

export const stepStatus = (step: PlanRow): StateKind => {
  if (step.kind !== "invite") return marks[step.state];
  if (step.problem?.code === "revoked") return "never";
  if (step.state === "done") return "invited";
  if (step.state === "already") return step.problem?.code === "stillOpen" ? "invited" : "joined";
  return marks[step.state];
};

/** The status of everything that is done for one person: that of its most urgent step. */
export const chainStatus = (chain: readonly PlanRow[]): StateKind =>
  mostUrgent(chain.map(stepStatus));
