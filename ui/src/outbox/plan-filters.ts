/** The numbers above the table of a plan, each of which narrows it down to those it counts. */

import type { CountedAs, PlanCounts, PlanRow } from "../bridge";

export type PlanFilter = "all" | CountedAs;

export const passesFilter = (filter: PlanFilter, { countedAs }: PlanRow): boolean =>
  filter === "all" || countedAs === filter;

export const countOf = (filter: PlanFilter, counts: PlanCounts): number => counts[filter];
