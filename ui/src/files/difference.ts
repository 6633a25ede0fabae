/**
 * The differences between a file and a list as their page shows them: grouped, and each chosen or
 * not.
 */

import type { Difference, FilePerson, ListDifference } from "../bridge";
import { plainTextOf } from "../lib/rich-text";
import type { TableColumn } from "../parts/table/columns";
import type { RowGroup } from "../parts/table/groups";
import type { Selection } from "../parts/table/selection.svelte";
import { type DifferenceGroupId, type PersonField, t } from "../texts";

export type FieldChange = { field: PersonField; before: string; after: string };

/** One person in a difference. */
export type DifferenceRow = {
  group: DifferenceGroupId;
  /** How the shell is told to take over this one: its row, or its place. Other groups have it too. */
  id: string;
  person: FilePerson;
  changes: readonly FieldChange[];
};

export type DifferenceGroup = RowGroup<DifferenceRow> & { id: DifferenceGroupId };

const groupIds: readonly DifferenceGroupId[] = ["added", "gone", "changed"];

const compared: readonly PersonField[] = ["name", "address", "group", "note", "listId"];

const changesOf = (before: FilePerson, after: FilePerson): FieldChange[] =>
  compared
    // A field that the newer list leaves empty isn't a change.
    .filter((field) => after[field] !== "" && after[field] !== before[field])
    .map((field) => ({ field, before: before[field], after: after[field] }));

const addedRows = (people: readonly FilePerson[]): DifferenceRow[] =>
  people.map((person, place) => ({ group: "added", id: String(place), person, changes: [] }));

export const rowsOf = (difference: Difference): DifferenceRow[] => [
  ...addedRows(difference.added),
  ...difference.gone.map(({ row, person }): DifferenceRow => ({
    group: "gone",
    id: row,
    person,
    changes: [],
  })),
  ...difference.changed.map(({ row, before, after }): DifferenceRow => ({
    group: "changed",
    id: row,
    person: before,
    changes: changesOf(before, after),
  })),
];

export const rowsOfList = (difference: ListDifference): DifferenceRow[] => [
  ...addedRows(difference.added),
  ...difference.gone.map((person, place): DifferenceRow => ({
    group: "gone",
    id: String(place),
    person,
    changes: [],
  })),
  ...difference.changed.map(({ before, after }, place): DifferenceRow => ({
    group: "changed",
    id: String(place),
    person: before,
    changes: changesOf(before, after),
  })),
];

/** Splits rows into their groups, each in the order of the rows. */
export const groupsOf = (rows: readonly DifferenceRow[]): DifferenceGroup[] =>
  groupIds.map((id) => ({ id, rows: rows.filter((row) => row.group === id) }));

/** By this a row is known in the table. */
export const keyOf = ({ group, id }: DifferenceRow): string => `${group} ${id}`;

/** The rows of a group as the shell takes them, of those that are chosen; null stands for all. */
export const idsToTake = (
  rows: readonly DifferenceRow[],
  group: DifferenceGroupId,
  chosen: Selection,
): string[] | null => {
  const all = rows.filter((row) => row.group === group);
  const taken = all.filter((row) => chosen.has(keyOf(row)));
  return taken.length === all.length ? null : taken.map((row) => row.id);
};

const changeText = ({ changes, person }: DifferenceRow): string => {
  const words = t.files.difference;
  return changes.length === 0
    ? words.inGroup(person.group)
    : changes
        .map(({ field, before, after }) => plainTextOf(words.change(field, before, after)))
        .join("\n");
};

export type DifferenceColumn = "name" | "address" | "what";

export const differenceColumns: readonly TableColumn<DifferenceRow, DifferenceColumn>[] = [
  {
    id: "name",
    title: t.files.difference.columns.name,
    width: 110,
    grow: 3,
    text: ({ person }) => person.name,
    searched: true,
  },
  {
    id: "address",
    title: t.files.difference.columns.address,
    width: 170,
    grow: 4,
    text: ({ person }) => person.address,
    searched: true,
  },
  {
    id: "what",
    title: t.files.difference.columns.what,
    width: 160,
    grow: 6,
    text: changeText,
    searched: true,
  },
];
