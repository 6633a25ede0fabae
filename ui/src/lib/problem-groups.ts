import type { PlanRow, Problem, StepState } from "../bridge";

/** People of a plan who stand still for the same reason. */
export type ProblemGroup = {
  state: Extract<StepState, "unsure" | "refused" | "gaveUp" | "blocked">;
  problem: Problem;
  rows: PlanRow[];
};

const order = ["unsure", "refused", "gaveUp", "blocked"] as const;

const isGroupState = (state: StepState): state is ProblemGroup["state"] =>
  (order as readonly StepState[]).includes(state);

/** One group for each state and cause, the most urgent first. */
export const problemGroups = (rows: readonly PlanRow[]): ProblemGroup[] => {
  const groups = new Map<string, ProblemGroup>();
  for (const row of rows) {
    if (row.problem === null || !isGroupState(row.state)) continue;
    const key = `${row.state} ${row.problem.code}`;
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { state: row.state, problem: row.problem, rows: [row] });
  }
  return [...groups.values()].sort(
    (one, other) => order.indexOf(one.state) - order.indexOf(other.state),
  );
};
