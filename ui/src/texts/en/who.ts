import type { EditKind, FindingKind } from "../../bridge";
import { visibleText } from "../../lib/visible-text";
import { name, type RichText, strong } from "../../lib/rich-text";
import { always, number, people, rows } from "./speech";

const cells = (count: number): string => (count === 1 ? "1 cell" : `${number(count)} cells`);
const groups = (count: number): string => (count === 1 ? "1 group" : `${number(count)} groups`);

/** What was done, as it stands after “Undo” and “Undone:”. */
const edits: Record<EditKind, string> = {
  typing: "typing",
  paste: "putting in",
  fill: "changing cells",
  remove: "deleting rows",
  leaveOut: "leaving out",
  mend: "mending",
  groups: "making groups",
  file: "bringing in a file",
  difference: "taking over a difference",
};

const kinds: Record<FindingKind, string> = {
  invalid: "Cannot be right",
  slip: "Probably mistyped",
  unusual: "Of an unusual kind",
  double: "Twice in the list",
  outside: "Outside your institution",
  alreadyIn: "Already in",
  alreadyInvited: "Already invited",
  roleAddress: "Shared mailbox",
  noName: "No name",
};

export const who = {
  who: {
    grid: "People to invite",
    columns: {
      number: "Row",
      name: "Name",
      address: "Address",
      group: "Group",
      note: "Note",
      listId: "List id",
    },
    sortBy: (column: string): string => `Sort by ${column.toLowerCase()}`,
    sorted: (column: string, down: boolean): string =>
      down
        ? `Sorted by ${column.toLowerCase()}, from the end`
        : `Sorted by ${column.toLowerCase()}`,
    unsorted: "As in the list",
    addGroupColumn: "Add group column",
    chips: {
      all: always("all"),
      toMend: always("to mend"),
      toLookAt: always("to look at"),
      alreadyIn: always("already in"),
      leftOut: always("left out"),
    },
    filterLabel: "Show only",
    kinds,
    kindsLabel: "By kind",
    everybody: "Everybody",
    groupsLabel: "Show only a group",
    noGroup: "in no group",
    groupsChosen: (count: number): string => groups(count),
    addLabel: "Add people: type or paste from a mail or a spreadsheet",
    addHint: "Type, paste from a mail or a spreadsheet, or drop a file",
    add: "Add",
    alreadyIn: "already in",
    alreadyInvited: "already invited",
    leftOut: "left out",
    noAddress: "no address",
    row: (number_: number): string => `Row ${number(number_)}`,
    selected: (count: number): string => `${rows(count)} chosen`,
    fine: "Nothing is wrong with this row.",
    isLeftOut: "Left out: nothing is sent to this person.",
    mended: (address: string): string => `Mended: ${visibleText(address)}`,
    mendedAll: (count: number): string => (count === 1 ? "1 row mended" : `${rows(count)} mended`),
    mend: "Mend it",
    mendTo: (address: string): RichText => ["Did you mean ", strong(address), "?"],
    mendAll: (count: number): string => (count === 1 ? "Mend 1 row" : `Mend all ${number(count)}`),
    mendAllText: (count: number): string =>
      count === 1
        ? "1 row has a likely right address."
        : `${number(count)} rows have a likely right address.`,
    leaveOut: "Leave out",
    takeIn: "Take in again",
    remove: (count: number): string =>
      count === 1 ? "Delete row" : `Delete ${number(count)} rows`,
    removed: (count: number): string => `${rows(count)} deleted`,
    panel: "About this row",
    overview: "The list",
    emptyTitle: "Nobody is on the list yet",
    emptyText:
      "Type an address below and press Enter, or paste a block: from the To line of a mail, or rows from a spreadsheet. A file can be dropped anywhere in the window.",
    nobodyFits: "Nobody is to be shown here any more.",
    standing: (toMend: number, toLookAt: number): string => {
      const looks =
        toLookAt === 1 ? "1 row is worth a look." : `${number(toLookAt)} rows are worth a look.`;
      if (toMend === 0) return toLookAt === 0 ? "Every address can be right." : looks;
      const mends =
        toMend === 1
          ? "1 address cannot be right."
          : `${number(toMend)} addresses cannot be right.`;
      return toLookAt === 0 ? mends : `${mends} ${looks}`;
    },
    next: "Go to the next",
    counts: (all: number, toMend: number): string =>
      toMend === 0 ? people(all) : `${people(all)}, ${number(toMend)} to mend`,
    added: (count: number): string => `${rows(count)} added`,
    nothingAdded: "No people were found in that text.",
    editing: (column: string, row: number): string => `${column}, row ${number(row)}`,
    copied: (count: number): string => `${cells(count)} copied`,
    cut: (count: number): string => `${cells(count)} cut`,
    filled: (count: number): string => `${rows(count)} changed`,
    tools: "Tools of the list",
    undo: "Undo",
    redo: "Redo",
    undoOf: (kind: EditKind): string => `Undo ${edits[kind]}`,
    redoOf: (kind: EditKind): string => `Redo ${edits[kind]}`,
    undone: (kind: EditKind): string => `Undone: ${edits[kind]}`,
    redone: (kind: EditKind): string => `Done again: ${edits[kind]}`,
    nothingToUndo: "There is nothing to undo.",
    nothingToRedo: "There is nothing to redo.",
  },

  find: {
    label: "Find in the list",
    open: "Find",
    next: "Next place",
    previous: "Place before",
    close: "Close the search",
    count: (at: number | null, all: number): string => {
      if (all === 0) return "Not found";
      if (at === null) return all === 1 ? "1 place" : `${number(all)} places`;
      return `${number(at)} of ${number(all)}`;
    },
  },

  groups: {
    open: "Groups…",
    title: "Make groups",
    now: (count: number, of: number, without: number): string => {
      const said = `${people(of)} in ${groups(count)}`;
      return without === 0 ? `${said}.` : `${said}, ${number(without)} in no group.`;
    },
    nowNone: "Nobody is in a group yet. Type into the group column, or deal them at random.",
    whoLegend: "Who is dealt",
    whom: {
      all: (count: number): string => `Everybody (${number(count)})`,
      without: (count: number): string => `Those in no group (${number(count)})`,
      chosen: (count: number): string => `The chosen rows (${number(count)})`,
    },
    splitLegend: "At random into",
    split: { groups: "so many groups", each: "groups of so many people" },
    numberOfGroups: "Number of groups",
    peopleInEach: "People in each group",
    pattern: "Names of the groups",
    patternHint: (first: string, last: string): RichText => [
      "# is the number: ",
      name(first),
      " … ",
      name(last),
    ],
    patternStart: "Group #",
    seed: "Seed",
    seedHint: "The same seed gives the same groups.",
    anotherSeed: "Another seed",
    preview: (count: number, sizes: readonly { size: number; groups: number }[]): string => {
      const [first, second] = sizes;
      if (first === undefined) return "There is nobody to be dealt.";
      if (second === undefined) return `${groups(count)} of ${people(first.size)}`;
      return `${groups(count)}: ${number(first.groups)} of ${number(first.size)} and ${number(second.groups)} of ${people(second.size)}`;
    },
    replaced: (count: number): string =>
      count === 1
        ? "1 person is in a group already and may come into another."
        : `${number(count)} people are in a group already and may come into another.`,
    make: (count: number): string => `Make ${groups(count)}`,
    made: (count: number): string => `${groups(count)} made`,
    boxTitle: (count: number): string => `Put ${people(count)} into a group`,
    boxLabel: "Group",
    boxDone: "Put into the group",
    noGroup: "In no group",
    moved: (count: number, group: string): string =>
      group === ""
        ? `${people(count)} in no group now`
        : `${people(count)} now in ${visibleText(group)}`,
    noSuchGroup: (number_: number): string => `There is no group ${number(number_)}.`,
    peopleIn: (count: number): string => people(count),
  },
};
