/** Arranges plans as the lines of one table: those under way, then those that are done. */

import type { PlanEntry } from "../bridge";

export type PlanGroup = "underWay" | "done";

export type PlanLine =
  { group: PlanGroup; count: number; plan?: undefined } | { group: PlanGroup; plan: PlanEntry };

/** The plans come newest first, and stay so among those that need the user and those that don't. */
const urgentFirst = (plans: readonly PlanEntry[]): PlanEntry[] => {
  const isUrgent = (plan: PlanEntry): boolean => plan.asksUser || plan.people.needsAttention > 0;
  return [...plans.filter(isUrgent), ...plans.filter((plan) => !isUrgent(plan))];
};

export const planLines = (plans: readonly PlanEntry[]): PlanLine[] => {
  const linesOf = (group: PlanGroup, settled: boolean): PlanLine[] => {
    const members = urgentFirst(plans.filter((plan) => (plan.state === "settled") === settled));
    if (members.length === 0) return [];
    return [{ group, count: members.length }, ...members.map((plan) => ({ group, plan }))];
  };
  return [...linesOf("underWay", false), ...linesOf("done", true)];
};

export const keyOfLine = (line: PlanLine): string => line.plan?.id ?? `group ${line.group}`;
