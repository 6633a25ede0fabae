/** The list of people: its columns, its findings, its edits, and adding people. */

import type { EditKind, FindingKind } from "../../bridge";
import { visibleText } from "../../lib/visible-text";
import { name, type RichText, strong } from "../../lib/rich-text";
import { always, number, people, rows } from "./speech";

const cells = (count: number): string => (count === 1 ? "1 cell" : `${number(count)} cells`);
const groups = (count: number): string => (count === 1 ? "1 group" : `${number(count)} groups`);

/** What was done, as it reads after “Undo”, “Redo”, “Undone:” and “Redone:”. */
const edits: Record<EditKind, string> = {
  typing: "typing",
  paste: "adding people",
  fill: "changing cells",
  remove: "deleting rows",
  skip: "skipping rows",
  fix: "fixing addresses",
  groups: "changing groups",
  file: "importing a file",
  difference: "applying changes",
};

const kinds: Record<FindingKind, string> = {
  invalid: "Not valid",
  typo: "Possible typo",
  unusual: "Unusual address",
  duplicate: "Duplicate",
  outside: "Outside your institution",
  alreadyIn: "Already in",
  alreadyInvited: "Already invited",
  roleAddress: "Shared mailbox",
  noName: "No name",
};

const columns = {
  number: "Row",
  name: "Name",
  address: "Address",
  group: "Group",
  note: "Note",
  listId: "List ID",
};

/** A heading as it reads in the middle of a sentence. */
const headings: Readonly<Record<string, string>> = {
  [columns.name]: "name",
  [columns.address]: "address",
  [columns.group]: "group",
  [columns.note]: "note",
  [columns.listId]: "list ID",
};

export const list = {
  list: {
    grid: "People to invite",
    columns,
    sortBy: (column: string): string => `Sort by ${headings[column] ?? column}`,
    sorted: (column: string, down: boolean): string =>
      down
        ? `Sorted by ${headings[column] ?? column}, descending`
        : `Sorted by ${headings[column] ?? column}, ascending`,
    unsorted: "In the order of the list",
    addGroupColumn: "Add group column",
    chips: {
      all: always("total"),
      toFix: always("to fix"),
      toCheck: always("to check"),
      alreadyIn: always("already in"),
      skipped: always("skipped"),
    },
    filterLabel: "Show only",
    kinds,
    kindsLabel: "By issue",
    everybody: "All rows",
    groupsLabel: "Show only one group",
    noGroup: "no group",
    groupsChosen: (count: number): string => groups(count),
    addLabel: "Add people: type, or paste from an email or a spreadsheet",
    addHint: "Type, paste from an email or a spreadsheet, or drop a file",
    add: "Add",
    alreadyIn: "already in",
    alreadyInvited: "already invited",
    skipped: "skipped",
    noAddress: "No address",
    row: (number_: number): string => `Row ${number(number_)}`,
    selected: (count: number): string => `${rows(count)} selected`,
    fine: "No problems found in this row.",
    isSkipped: "Skipped. Nothing will be sent to this person.",
    addressCorrected: (address: string): string => `Fixed: ${visibleText(address)}`,
    fixedAll: (count: number): string => `${rows(count)} fixed`,
    fix: "Fix",
    fixKeys: "Alt Enter",
    fixTo: (address: string): RichText => ["Did you mean ", strong(address), "?"],
    fixAll: (count: number): string => (count === 1 ? "Fix 1 row" : `Fix all ${number(count)}`),
    fixAllText: (count: number): string =>
      count === 1
        ? "1 row has a suggested address."
        : `${number(count)} rows have a suggested address.`,
    skip: "Skip",
    includeAgain: "Include again",
    remove: (count: number): string =>
      count === 1 ? "Delete row" : `Delete ${number(count)} rows`,
    removed: (count: number): string => `${rows(count)} deleted`,
    panel: "About this row",
    overview: "The whole list",
    emptyTitle: "Nobody is on the list yet",
    emptyText:
      "Type an address below and press Enter, or paste several addresses from the To field of an email or from a spreadsheet. You can also drop a file anywhere in the window.",
    noMatches: "No matches",
    summary: (toFix: number, toCheck: number): string => {
      const check =
        toCheck === 1 ? "1 row needs checking." : `${number(toCheck)} rows need checking.`;
      if (toFix === 0) return toCheck === 0 ? "All addresses look valid." : check;
      const fix =
        toFix === 1 ? "1 address isn't valid." : `${number(toFix)} addresses aren't valid.`;
      return toCheck === 0 ? fix : `${fix} ${check}`;
    },
    next: "Next issue",
    counts: (all: number, toFix: number): string =>
      toFix === 0 ? people(all) : `${people(all)}, ${number(toFix)} to fix`,
    added: (count: number): string => `${rows(count)} added`,
    nothingAdded: "No people were found in that text.",
    editing: (column: string, row: number): string => `${column}, row ${number(row)}`,
    copied: (count: number): string => `${cells(count)} copied`,
    cut: (count: number): string => `${cells(count)} cut`,
    filled: (count: number): string => `${rows(count)} changed`,
    tools: "List tools",
    undo: "Undo",
    redo: "Redo",
    undoOf: (kind: EditKind): string => `Undo ${edits[kind]}`,
    redoOf: (kind: EditKind): string => `Redo ${edits[kind]}`,
    undone: (kind: EditKind): string => `Undone: ${edits[kind]}`,
    redone: (kind: EditKind): string => `Redone: ${edits[kind]}`,
    nothingToUndo: "There's nothing to undo.",
    nothingToRedo: "There's nothing to redo.",
  },

  find: {
    label: "Find in list",
    open: "Find",
    next: "Next match",
    previous: "Previous match",
    close: "Close search",
    count: (at: number | null, all: number): string => {
      if (all === 0) return "No matches";
      if (at === null) return all === 1 ? "1 match" : `${number(all)} matches`;
      return `${number(at)} of ${number(all)}`;
    },
  },

  groups: {
    open: "Groups…",
    title: "Create groups",
    now: (count: number, of: number, without: number): string => {
      const placed =
        of === 1 ? `1 person is in ${groups(count)}` : `${people(of)} are in ${groups(count)}`;
      if (without === 0) return `${placed}.`;
      return without === 1
        ? `${placed}, and 1 person has no group.`
        : `${placed}, and ${people(without)} have no group.`;
    },
    nowNone: "Nobody has a group yet. Fill in the group column, or assign people at random.",
    whoLegend: "Who to assign",
    whom: {
      all: (count: number): string => `Everyone (${number(count)})`,
      without: (count: number): string => `People with no group (${number(count)})`,
      chosen: (count: number): string => `Selected rows (${number(count)})`,
    },
    splitLegend: "Assign at random",
    split: { groups: "Number of groups", each: "People per group" },
    numberOfGroups: "Number of groups",
    peopleInEach: "People per group",
    pattern: "Group names",
    patternHint: (first: string, last: string): RichText => [
      "# stands for the number: ",
      name(first),
      " … ",
      name(last),
    ],
    patternStart: "Group #",
    seed: "Seed",
    seedHint: "The same seed gives the same groups.",
    anotherSeed: "New seed",
    preview: (count: number, sizes: readonly { size: number; groups: number }[]): string => {
      const [first, second] = sizes;
      if (first === undefined) return "There's nobody to assign.";
      if (second === undefined) return `${groups(count)} of ${people(first.size)}`;
      return `${groups(count)}: ${number(first.groups)} of ${number(first.size)} and ${number(second.groups)} of ${people(second.size)}`;
    },
    replaced: (count: number): string =>
      count === 1
        ? "1 person already has a group and may be moved to another."
        : `${number(count)} people already have a group and may be moved to another.`,
    make: (count: number): string => `Create ${groups(count)}`,
    made: (count: number): string => `${groups(count)} created`,
    boxTitle: (count: number): string => `Move ${people(count)} to a group`,
    boxLabel: "Group",
    boxDone: "Move to group",
    noGroup: "No group",
    moved: (count: number, group: string): string => {
      if (group !== "") return `${people(count)} moved to ${visibleText(group)}`;
      return count === 1 ? "1 person now has no group" : `${people(count)} now have no group`;
    },
    noSuchGroup: (number_: number): string => `There's no group ${number(number_)}.`,
    peopleIn: (count: number): string => people(count),
  },
};
