import type { Difference, FilePerson, ListDifference } from "../bridge";
import type { DifferenceGroupId, PersonField } from "../texts";

/** The differences between a file and a list, grouped and chosen, as the page shows them. */

export type FieldChange = { field: PersonField; before: string; after: string };

/** One person in a difference. `key` is how the shell is told to take over this one. */
export type DifferenceEntry = {
  key: string;
  person: FilePerson;
  changes: readonly FieldChange[];
};

export type DifferenceGroup = { id: DifferenceGroupId; entries: readonly DifferenceEntry[] };

const compared: readonly PersonField[] = ["name", "address", "group", "note", "listId"];

const changesOf = (before: FilePerson, after: FilePerson): FieldChange[] =>
  compared
    // A field that the newer list leaves empty is not a change.
    .filter((field) => after[field] !== "" && after[field] !== before[field])
    .map((field) => ({ field, before: before[field], after: after[field] }));

const addedEntries = (people: readonly FilePerson[]): DifferenceEntry[] =>
  people.map((person, place) => ({ key: String(place), person, changes: [] }));

export const groupsOf = (difference: Difference): DifferenceGroup[] => [
  { id: "added", entries: addedEntries(difference.added) },
  {
    id: "gone",
    entries: difference.gone.map(({ row, person }) => ({ key: row, person, changes: [] })),
  },
  {
    id: "changed",
    entries: difference.changed.map(({ row, before, after }) => ({
      key: row,
      person: before,
      changes: changesOf(before, after),
    })),
  },
];

export const groupsOfList = (difference: ListDifference): DifferenceGroup[] => [
  { id: "added", entries: addedEntries(difference.added) },
  {
    id: "gone",
    entries: difference.gone.map((person, place) => ({
      key: String(place),
      person,
      changes: [],
    })),
  },
  {
    id: "changed",
    entries: difference.changed.map(({ before, after }, place) => ({
      key: String(place),
      person: before,
      changes: changesOf(before, after),
    })),
  },
];

/** Which people of each group are chosen, by key. */
export type Chosen = Readonly<Record<DifferenceGroupId, ReadonlySet<string>>>;

export const nobody: Chosen = { added: new Set(), gone: new Set(), changed: new Set() };

export const everybody = (groups: readonly DifferenceGroup[]): Chosen =>
  groups.reduce<Chosen>(
    (chosen, group) => ({ ...chosen, [group.id]: new Set(group.entries.map((one) => one.key)) }),
    nobody,
  );

export const toggled = (chosen: Chosen, group: DifferenceGroupId, key: string): Chosen => {
  const keys = new Set(chosen[group]);
  if (!keys.delete(key)) keys.add(key);
  return { ...chosen, [group]: keys };
};

/** Chooses all of a group, or none if all are chosen. */
export const toggledGroup = (chosen: Chosen, group: DifferenceGroup): Chosen => ({
  ...chosen,
  [group.id]:
    chosen[group.id].size === group.entries.length
      ? new Set<string>()
      : new Set(group.entries.map((one) => one.key)),
});

export const countChosen = (chosen: Chosen): number =>
  chosen.added.size + chosen.gone.size + chosen.changed.size;

/** The keys as the shell takes them, where null stands for all. */
export const keysToTake = (chosen: Chosen, group: DifferenceGroup | undefined): string[] | null =>
  group === undefined || chosen[group.id].size === group.entries.length
    ? null
    : group.entries.filter((one) => chosen[group.id].has(one.key)).map((one) => one.key);

export type Line =
  | { kind: "head"; group: DifferenceGroup }
  | {
      kind: "person";
      group: DifferenceGroup;
      entry: DifferenceEntry;
      change: FieldChange | null;
      /**
       * A person with several changes has a line for each. Name and address are shown in the first.
       */
      first: boolean;
    };

/** The groups as lines of one height each, so that a virtual list can show them. */
export const linesOf = (groups: readonly DifferenceGroup[]): Line[] =>
  groups.flatMap((group): Line[] =>
    group.entries.length === 0
      ? []
      : [
          { kind: "head", group },
          ...group.entries.flatMap((entry): Line[] =>
            entry.changes.length === 0
              ? [{ kind: "person", group, entry, change: null, first: true }]
              : entry.changes.map((change, place) => ({
                  kind: "person",
                  group,
                  entry,
                  change,
                  first: place === 0,
                })),
          ),
        ],
  );
