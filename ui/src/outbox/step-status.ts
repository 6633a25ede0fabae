import type { PlanRow, StepState } from "../bridge";

export type StandingKind = "ok" | "ask" | "bad" | "soft" | "on";

const marks: Record<StepState, StandingKind> = {
  waiting: "soft",
  sending: "on",
  done: "ok",
  already: "ok",
  refused: "bad",
  blocked: "ask",
  gaveUp: "bad",
  unsure: "ask",
  cancelled: "soft",
};

export const markOf = (step: PlanRow): StandingKind =>
  step.state === "waiting" && step.problem !== null ? "ask" : marks[step.state];

const urgency: readonly StandingKind[] = ["bad", "ask", "on"];

/** How all that is done for one person stands, as one mark: the most urgent of its steps. */
export const standingKind = (chain: readonly PlanRow[]): StandingKind => {
  const all = chain.map(markOf);
  const urgent = urgency.find((kind) => all.includes(kind));
  return urgent ?? all.at(-1) ?? "soft";
};
