/**
 * Puts the steps of a plan that share a problem together, so that the user answers once for all of
 * them.
 */

import type { PlanRow, Problem, StepKind, StepState } from "../bridge";

/** Steps of a plan that have the same problem. */
export type ProblemGroup = {
  key: string;
  kind: StepKind;
  state: Extract<StepState, "unknown" | "refused" | "gaveUp" | "blocked">;
  problem: Problem;
  /** They can be retried. */
  retry: boolean;
  /** They can be dismissed. */
  dismiss: boolean;
  /** They met instances that exist, about which the user has to answer. */
  answer: boolean;
  steps: ReadonlySet<string>;
};

type Kept = ProblemGroup & { steps: Set<string> };

const order = ["unknown", "refused", "gaveUp", "blocked"] as const;

const isGroupState = (state: StepState): state is ProblemGroup["state"] =>
  (order as readonly StepState[]).includes(state);

/** How many steps one button for all of them would retry. A single group has a button of its own,
    and so have instances that exist, which need an answer. */
export const countToRetry = (groups: readonly ProblemGroup[]): number => {
  const failed = groups.filter((group) => group.retry && !group.answer);
  return failed.length < 2 ? 0 : failed.reduce((sum, group) => sum + group.steps.size, 0);
};

/** One group for each state, kind and problem, updated as single steps change. */
export class ProblemGroups {
  readonly #groups = new Map<string, Kept>();

  /** The most urgent first. */
  get groups(): ProblemGroup[] {
    return [...this.#groups.values()].sort(
      (one, other) => order.indexOf(one.state) - order.indexOf(other.state),
    );
  }

  put(before: PlanRow | undefined, now: PlanRow): void {
    if (before) this.#take(before);
    const { problem, state, kind } = now;
    // A step that waits for another one of the plan has no problem of its own.
    if (problem === null || !isGroupState(state) || now.waitsFor !== null) return;
    const key = keyOf(now);
    const group = this.#groups.get(key);
    if (group) group.steps.add(now.step);
    else
      this.#groups.set(key, {
        key,
        kind,
        state,
        problem,
        retry: now.can.includes("retry"),
        dismiss: now.can.includes("dismiss"),
        answer: now.can.includes("answerExisting"),
        steps: new Set([now.step]),
      });
  }

  #take(row: PlanRow): void {
    const key = keyOf(row);
    const group = this.#groups.get(key);
    if (!group?.steps.delete(row.step)) return;
    if (group.steps.size === 0) this.#groups.delete(key);
  }
}

const keyOf = (row: PlanRow): string => `${row.state} ${row.kind} ${row.problem?.code ?? ""}`;
