import type { PlanCounts, StepState } from "../bridge";

/** What the numbers above a plan's table stand for. */
export type PlanFilter = "all" | "needs" | "done" | "already" | "toGo" | "cancelled";

const states: Record<Exclude<PlanFilter, "all">, readonly StepState[]> = {
  needs: ["refused", "gaveUp", "unsure", "blocked"],
  done: ["done"],
  already: ["already"],
  toGo: ["waiting", "sending"],
  cancelled: ["cancelled"],
};

export const passesFilter = (filter: PlanFilter, state: StepState): boolean =>
  filter === "all" || states[filter].includes(state);

export const countOf = (filter: PlanFilter, counts: PlanCounts): number =>
  filter === "all" ? counts.all : states[filter].reduce((sum, state) => sum + counts[state], 0);

/** Steps that have come to an end of some kind. */
export const endedOf = (counts: PlanCounts): number => counts.all - counts.waiting - counts.sending;
