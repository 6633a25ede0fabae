import type { PlanRow, StepState } from "../bridge";

/** The colour in which the status of a step, or of several, is shown. */

export type StatusColour = "ok" | "ask" | "bad" | "soft" | "on";

const marks: Record<StepState, StatusColour> = {
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

export const stepColour = (step: PlanRow): StatusColour =>
  step.state === "waiting" && step.problem !== null ? "ask" : marks[step.state];

const urgency: readonly StatusColour[] = ["bad", "ask", "on"];

/** The colour for everything that is done for one person: that of its most urgent step. */
export const chainColour = (chain: readonly PlanRow[]): StatusColour => {
  const all = chain.map(stepColour);
  const urgent = urgency.find((kind) => all.includes(kind));
  return urgent ?? all.at(-1) ?? "soft";
};
