/**
 * How the people of a plan are shown in their table. Each step has a mark of its own.
 */

import type { PlanRow, StepKind } from "../bridge";
import type { TableColumn } from "../parts/table/columns";
import type { StateKind } from "../parts/states";
import { t } from "../texts";
import { lineWords } from "./line-words";
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
  step.problem === null ? null : t.problem(step.problem, { stepKind: step.kind }).title;

/** The column of one step of each person, where each has several. */
export type StepColumn = `${StepKind} step`;
export type PlanColumn = "name" | "address" | "group" | "state" | StepColumn;
const stepColumns: readonly { kind: StepKind; rank: number }[] = [
  { kind: "create", rank: 3 },
  { kind: "distribute", rank: 4 },
  { kind: "invite", rank: 2 },
];

/** Which step a column is about; null: it is about something else. */
export const stepOfColumn = (column: string): StepKind | null =>
  stepColumns.find(({ kind }) => column === `${kind} step`)?.kind ?? null;

/**
 * The columns; `stepsOf` gives the steps that the state of a person is told by, and `kinds` those
 * that have a column of their own.
 */
export const planColumns = (
  stepsOf: (row: PlanRow) => readonly PlanRow[],
  kinds: ReadonlySet<StepKind>,
): readonly TableColumn<PlanRow, PlanColumn>[] => [
  { id: "name", title: words.name, width: 130, grow: 3, text: (row) => row.name },
  { id: "address", title: words.address, width: 215, grow: 4, text: (row) => row.address, rank: 5 },
  {
    id: "group",
    title: words.group,
    width: 90,
    grow: 1,
    text: (row) => row.group,
    rank: 1,
    waits: true,
  },
  ...stepColumns
    .filter(({ kind }) => kinds.has(kind))
    .map(({ kind, rank }): TableColumn<PlanRow, StepColumn> => {
      const own = (row: PlanRow): PlanRow[] => stepsOf(row).filter((step) => step.kind === kind);
      return {
        id: `${kind} step`,
        title: t.plan.details.kinds[kind],
        width: 76,
        text: (row) => lineWords(own(row), () => null),
        value: (row) => urgency.indexOf(chainStatus(own(row))),
        rank,
      };
    }),
  {
    id: "state",
    title: words.state,
    width: 170,
    grow: 5,
    text: (row) => lineWords(stepsOf(row), whyOf),
    value: (row) => urgency.indexOf(chainStatus(stepsOf(row))),
  },
];

/**
 * The same column where a row is an instance, which has a slug and no group. An individual instance
 * goes by the name of its owner.
 */
export const asInstance = (
  column: TableColumn<PlanRow, PlanColumn>,
): TableColumn<PlanRow, PlanColumn>[] => {
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
    case "state":
    case "create step":
    case "distribute step":
    case "invite step":
      return [column];
  }
};
