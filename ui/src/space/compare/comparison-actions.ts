/**
 * What is done with the list of a space, and with the people of a comparison: inviting who is
 * missing, putting people on the list, marking who left, saving and removing.
 */

import {
  type ExportFormat,
  keptListEdit,
  keptListRemove,
  keptListRestore,
  keptListWithdraw,
  leftMark,
  peopleToDraft,
  problemOf,
  type Space,
} from "../../bridge";
import { announce } from "../../state/announce.svelte";
import { router } from "../../state/router.svelte";
import { t } from "../../texts";
import { exportRows } from "../people-actions.svelte";
import { openComparison } from "./comparison.svelte";
import { comparisonColumns, type ComparisonRow, rowsOf } from "./groups";

type Place = { account: string; org: string; space: string };

export const placeOf = ({ account, org, slug }: Space): Place => ({ account, org, space: slug });

const trying = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (thrown) {
    announce.problem(problemOf(thrown));
  }
};

const undoing = (work: () => Promise<void>): { label: string; run: () => void } => ({
  label: t.common.undo,
  run: () => void trying(work),
});

/** As they stand on a list. */
const peopleOf = (
  rows: readonly ComparisonRow[],
): { name: string; address: string; group: string }[] =>
  rows.map(({ person }) => ({
    name: person.name,
    address: person.address,
    group: person.group,
  }));

/** Makes a draft of those who are missing, and opens it. */
export const invite = (space: Space, rows: readonly ComparisonRow[]): Promise<void> =>
  trying(async () => {
    const place = placeOf(space);
    const draft = await peopleToDraft({ ...place, draft: null, people: peopleOf(rows) });
    router.go({ page: "invite", ...place, draft: draft.id });
  });

export const putOnList = (
  space: Space,
  rows: readonly ComparisonRow[],
  on: boolean,
): Promise<void> =>
  trying(async () => {
    const edit = { ...placeOf(space), people: peopleOf(rows) };
    await keptListEdit({ ...edit, on });
    const said = on ? t.comparison.added(rows.length) : t.comparison.takenOff(rows.length);
    announce.show(
      said,
      undoing(() => keptListEdit({ ...edit, on: !on })),
    );
  });

export const mark = (
  space: Space,
  rows: readonly ComparisonRow[],
  marked: boolean,
): Promise<void> =>
  trying(async () => {
    const people = rows.flatMap(({ person: { address, left } }) =>
      left === null ? [] : [{ address, version: left.version }],
    );
    const marks = { ...placeOf(space), people };
    await leftMark({ ...marks, marked });
    const said = marked
      ? t.comparison.markedDone(people.length)
      : t.comparison.unmarkedDone(people.length);
    announce.show(
      said,
      undoing(() => leftMark({ ...marks, marked: !marked })),
    );
  });

/** Saves everybody of the comparison, each with the group they are in. */
export const saveComparison = async (space: Space, format: ExportFormat): Promise<void> => {
  const comparison = openComparison.seen.value;
  if (comparison === null) return;
  const columns = [
    {
      id: "group",
      title: t.comparison.columns.group,
      width: 0,
      text: ({ person }: ComparisonRow) => t.comparison.chips[person.listGroup],
    },
    ...comparisonColumns(space.name),
  ];
  const rows = rowsOf(comparison, space);
  await exportRows(t.comparison.fileName(space.name), columns, rows, format);
};

export const removeList = (place: Place, file: string): Promise<void> =>
  trying(async () => {
    await keptListRemove(place);
    announce.show(
      t.comparison.removed(file),
      undoing(() => keptListRestore(place)),
    );
  });

/** Says that a file is the list now; until the next one comes this version can be undone. */
export const saidAsKept = (place: Place, version: string | null, text: string): void =>
  announce.show(
    text,
    version === null ? null : undoing(() => keptListWithdraw({ ...place, version })),
  );
