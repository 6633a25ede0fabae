/** What can be done with the people of a plan: with one, or with those selected. */

import type { PlanRow, StepAction, StepCan } from "../bridge";
import type { TableAction } from "../parts/table/actions";
import type { TableColumn } from "../parts/table/columns";
import { exportRows, peopleActions } from "../space/people-actions.svelte";
import { t } from "../texts";
import { openPlan } from "./open-plan.svelte";
import type { PlanRows } from "./plan-rows";

type Context = {
  rows: PlanRows;
  /** The columns that are shown. */
  columns: readonly TableColumn<PlanRow>[];
  spaceName: string;
  /** Asks whether their invitations are to be resent. */
  resend: (people: readonly PlanRow[]) => void;
  /** Shows the details of one line. */
  show: (line: string) => void;
};

export const actionsOn = (
  lines: readonly string[],
  { rows, columns, spaceName, resend, show }: Context,
): TableAction[] => {
  const words = t.plan.do;
  const stepsThat = (can: StepCan): string[] =>
    lines
      .flatMap((line) => rows.stepsOf(line))
      .filter((step) => step.can.includes(can))
      .map((step) => step.step);
  const act = (
    action: StepAction & StepCan,
    label: (count: number) => string,
    none: string,
  ): TableAction => {
    const steps = stepsThat(action);
    return {
      id: action,
      label: label(steps.length),
      cannot: steps.length === 0 ? none : null,
      run: () =>
        void (action === "dismiss" ? openPlan.dismiss(steps) : openPlan.doSteps(steps, action)),
    };
  };
  const restore = act("restore", words.restore, "");
  const people = (): PlanRow[] => lines.flatMap((line) => rows.step(line) ?? []);
  const resends = stepsThat("resend").flatMap((id) => rows.step(id) ?? []);
  const exporting = (format: "csv" | "xlsx"): void =>
    void exportRows(words.fileName(spaceName), columns, people(), format);
  return [
    act("retry", words.retry, words.nothingToRetry),
    ...(restore.cannot === null
      ? [restore]
      : [act("dismiss", words.dismiss, words.nothingToDismiss)]),
    act("lookUpAgain", words.lookUpAgain, words.nothingUnknown),
    {
      id: "resend",
      label: t.peopleDo.resend(Math.max(1, resends.length)),
      cannot:
        resends.length === 0
          ? words.nobodyToResend
          : peopleActions.running === null
            ? null
            : t.peopleDo.running,
      run: () => resend(resends),
    },
    {
      id: "copy",
      label: words.copy(lines.length),
      run: () => void peopleActions.copy(people()),
    },
    {
      id: "details",
      label: words.details,
      keys: "Enter",
      cannot: lines.length > 1 ? words.oneAtATime : null,
      run: () => lines.slice(0, 1).forEach(show),
    },
    { id: "csv", label: t.peopleDo.exportCsv, run: () => exporting("csv") },
    { id: "xlsx", label: t.peopleDo.exportXlsx, run: () => exporting("xlsx") },
  ];
};
