/**
 * How the people of a plan are shown in their table. The last step of a person stands for all of
 * them.
 */

import type { PlanRow } from "../bridge";
import type { TableColumn } from "../parts/table/columns";
import type { StateKind } from "../parts/states";
import { t } from "../texts";
import { chainStatus } from "./step-status";

const words = t.plan.columns;

/** The order in which states are sorted: what needs somebody comes before what is well. */
const urgency: readonly StateKind[] = [
  "failed",
  "unknown",
  "sending",
  "waiting",
  "never",
  "invited",
  "done",
  "joined",
];

export const whyOf = (step: PlanRow): string | null =>
  step.problem === null ? null : t.problem(step.problem).title;

/** The columns; `stepsOf` gives the steps that the state of a person is told by. */
export const planColumns = (
  stepsOf: (row: PlanRow) => readonly PlanRow[],
): readonly TableColumn<PlanRow>[] => [
  { id: "name", title: words.name, width: 130, grow: 3, text: (row) => row.name },
  { id: "address", title: words.address, width: 150, grow: 4, text: (row) => row.address, rank: 3 },
  {
    id: "group",
    title: words.group,
    width: 90,
    grow: 1,
    text: (row) => row.group,
    rank: 1,
    waits: true,
  },
  {
    id: "state",
    title: words.state,
    width: 170,
    grow: 6,
    text: (row) => t.standing(stepsOf(row), whyOf),
    value: (row) => urgency.indexOf(chainStatus(stepsOf(row))),
  },
];

/**
 * The same column where a row is an instance, which has a slug and no group. An individual instance
 * goes by the name of its owner.
 */
export const asInstance = (column: TableColumn<PlanRow>): TableColumn<PlanRow>[] => {
  const { columns } = t.instancePlan;
  switch (column.id) {
    case "name":
      return [
        {
          ...column,
          title: columns.name,
          text: (row) => (row.name === "" ? row.instanceName : row.name),
        },
      ];
    case "address":
      return [{ ...column, title: columns.address, text: (row) => row.instance }];
    case "group":
      return [];
    default:
      return [column];
  }
};
