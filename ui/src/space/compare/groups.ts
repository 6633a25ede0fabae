/** A comparison as its table shows it: the rows, their groups, and what each cell says. */

import type { ComparedPerson, Comparison, ListGroup, Person, Space } from "../../bridge";
import type { StateKind } from "../../parts/states";
import type { TableColumn } from "../../parts/table/columns";
import type { RowGroup } from "../../parts/table/groups";
import { t } from "../../texts";
import { personMarks } from "../people-columns";

export const listGroups: readonly ListGroup[] = ["in", "notJoined", "missing", "notOnList", "left"];

export type GroupFilter = ListGroup | "all";

export type ComparisonRow = {
  key: string;
  person: ComparedPerson;
  /** Who it is among the people of the space. */
  member: Person | null;
};

/** The filter of this name; what is none shows everybody. */
export const groupNamed = (name: string): GroupFilter =>
  listGroups.find((group) => group === name) ?? "all";

export const rowsOf = (comparison: Comparison, space: Space): ComparisonRow[] => {
  const members = new Map(space.people.map((person) => [person.address, person]));
  return comparison.people.map((person, place) => ({
    // Somebody without an address has nothing else that is theirs alone.
    key: `${person.listGroup} ${person.address === "" ? place : person.address}`,
    person,
    member: person.inSpace === null ? null : (members.get(person.inSpace) ?? null),
  }));
};

export const countGroups = (people: readonly ComparedPerson[]): Record<GroupFilter, number> => {
  const counts = { all: people.length, in: 0, notJoined: 0, missing: 0, notOnList: 0, left: 0 };
  for (const { listGroup } of people) counts[listGroup] += 1;
  return counts;
};

export const listCell = ({ person }: ComparisonRow): string => {
  const words = t.comparison;
  if (person.left !== null) return words.until(person.left.at);
  if (person.row === null) return "";
  if (person.byHand) return words.byHand;
  return person.groupBefore === null
    ? words.row(person.row, person.group)
    : words.rowMoved(person.row, person.group, person.groupBefore);
};

export const spaceCell = ({ person, member }: ComparisonRow): string => {
  const words = t.comparison;
  if (member === null) return "";
  if (person.inSpace !== null && person.byOtherAddress) return words.otherAddress(person.inSpace);
  if (person.uninvited)
    return member.joinedAt === null ? words.uninvited : words.uninvitedSince(member.joinedAt);
  if (member.state === "joined" && member.joinedAt !== null) return words.joined(member.joinedAt);
  return member.invitedAt === null ? "" : words.invited(member.invitedAt);
};

export const stateOf = ({ person, member }: ComparisonRow): { kind: StateKind; text: string } => {
  if (person.left?.marked === true) return { kind: "never", text: t.comparison.marked };
  if (member !== null)
    return { kind: personMarks[member.state], text: t.peopleTab.states[member.state] };
  switch (person.listGroup) {
    case "in":
      return { kind: "joined", text: t.peopleTab.states.joined };
    case "missing":
      return { kind: "never", text: t.comparison.notInvited };
    case "notJoined":
    case "notOnList":
    case "left":
      return { kind: "invited", text: t.peopleTab.states.invited };
  }
};

export type ComparisonColumn = "name" | "address" | "list" | "space" | "state";

export const comparisonColumns = (
  space: string,
): readonly TableColumn<ComparisonRow, ComparisonColumn>[] => [
  {
    id: "name",
    title: t.comparison.columns.name,
    width: 130,
    grow: 4,
    text: ({ person }) => person.name,
    searched: true,
  },
  {
    id: "address",
    title: t.comparison.columns.address,
    width: 150,
    grow: 5,
    text: ({ person }) => person.address,
    searched: true,
    rank: 3,
  },
  {
    id: "list",
    title: t.comparison.columns.list,
    width: 130,
    grow: 2,
    text: listCell,
    value: ({ person }) => person.row,
    searched: true,
    rank: 2,
  },
  {
    id: "space",
    title: t.comparison.columns.space(space),
    width: 150,
    grow: 2,
    text: spaceCell,
    value: ({ person, member }) =>
      member === null ? null : ((person.uninvited ? null : member.invitedAt) ?? member.joinedAt),
    searched: true,
    rank: 1,
  },
  {
    id: "state",
    title: t.comparison.columns.state,
    width: 140,
    text: (row) => stateOf(row).text,
  },
];

export type ComparisonGroup = RowGroup<ComparisonRow> & { id: ListGroup };

/** Splits rows into their groups, each in the order of the rows. */
export const groupRows = (
  rows: readonly ComparisonRow[],
  shown: GroupFilter,
): ComparisonGroup[] => {
  const byGroup = new Map<ListGroup, ComparisonRow[]>(listGroups.map((id) => [id, []]));
  for (const row of rows) byGroup.get(row.person.listGroup)?.push(row);
  return listGroups
    .filter((id) => shown === "all" || shown === id)
    .map((id) => ({ id, rows: byGroup.get(id) ?? [] }));
};

/** What a group means. */
export const noteOf = ({ id, rows }: ComparisonGroup): string => {
  const words = t.comparison;
  if (id === "in")
    return words.groupTexts.in(rows.filter(({ person }) => person.groupBefore !== null).length);
  if (id === "missing" && rows.length === 0) return words.nobodyMissing;
  const marked = rows.filter(({ person }) => person.left?.marked === true).length;
  return marked > 0 ? words.groupTexts.leftMarked(marked) : words.groupTexts[id];
};
