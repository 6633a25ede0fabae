import type { PlanRow, StepState } from "../bridge";

/** The status of a step, or of several, as one of five kinds that have a colour each. */

export type StatusKind = "ok" | "ask" | "bad" | "soft" | "on";

const marks: Record<StepState, StatusKind> = {
  waiting: "soft",
  sending: "on",
  done: "ok",
  already: "ok",
  refused: "bad",
  blocked: "ask",
  gaveUp: "bad",
  unknown: "ask",
  cancelled: "soft",
};

export const stepStatus = (step: PlanRow): StatusKind =>
  step.state === "waiting" && step.problem !== null ? "ask" : marks[step.state];

const urgency: readonly StatusKind[] = ["bad", "ask", "on"];

/** The status of everything that is done for one person: that of its most urgent step. */
export const chainStatus = (chain: readonly PlanRow[]): StatusKind => {
  const all = chain.map(stepStatus);
  const urgent = urgency.find((kind) => all.includes(kind));
  return urgent ?? all.at(-1) ?? "soft";
};
