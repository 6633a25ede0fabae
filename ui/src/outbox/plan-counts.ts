import type { PlanCounts, StepState } from "../bridge";

/**
 * The numbers above the table of a plan. Each person is counted under exactly one, by the state of
 * their step.
 */
export type PlanFilter = "all" | "needs" | "done" | "already" | "toGo" | "cancelled";

const states: Record<Exclude<PlanFilter, "all">, readonly StepState[]> = {
  needs: ["refused", "gaveUp", "unknown", "blocked"],
  done: ["done"],
  already: ["already"],
  toGo: ["waiting", "sending"],
  cancelled: ["cancelled"],
};

export const passesFilter = (filter: PlanFilter, state: StepState): boolean =>
  filter === "all" || states[filter].includes(state);

export const countOf = (filter: PlanFilter, counts: PlanCounts): number =>
  filter === "all" ? counts.all : states[filter].reduce((sum, state) => sum + counts[state], 0);

/** How many steps have ended, in whatever way. */
export const endedOf = (counts: PlanCounts): number => counts.all - counts.waiting - counts.sending;
