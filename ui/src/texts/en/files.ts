import type { Field, FileFormat, FileHow, FileSystem } from "../../bridge";
import type { DifferenceGroupId, PersonField } from "../words";
import { spanSince } from "../../lib/time-span";
import { visibleText } from "../../lib/visible-text";
import { name, type RichText, strong } from "../../lib/rich-text";
import { ago, number, people, rows } from "./speech";

const personFields: Record<PersonField, string> = {
  name: "Name",
  address: "Address",
  group: "Group",
  note: "Note",
  listId: "Id in the list",
};

const systems: Record<FileSystem, string> = {
  cohort: "Cohort",
  canvas: "Canvas",
  moodle: "Moodle",
  blackboard: "Blackboard",
  brightspace: "Brightspace",
  openOlat: "OpenOlat",
  ilias: "ILIAS",
  googleClassroom: "Google Classroom",
  githubClassroom: "GitHub Classroom",
  googleContacts: "Google Contacts",
  outlook: "Outlook",
  zoom: "Zoom",
  teams: "Teams",
};

const formats: Record<FileFormat, string> = {
  csv: "CSV",
  tsv: "CSV with tabs",
  xlsx: "Excel workbook",
  xls: "Older Excel workbook",
  ods: "OpenDocument spreadsheet",
  vcard: "vCard",
  mail: "Mail",
  text: "Text",
};

export const files = {
  files: {
    systems,
    open: "Open a file…",
    other: "Choose another file…",
    reading: (file: string, read: number): RichText =>
      read === 0
        ? ["Reading ", name(file), "…"]
        : ["Reading ", name(file), "… ", strong(rows(read))],
    readingLabel: "A file is being read",
    stopping: "Stopping…",
    undoFirst: "Something was changed since. Undo that first, with Ctrl Z.",
    onlyFirst: (file: string): string =>
      `Only ${visibleText(file)} was taken. Bring the others in one after another.`,
    finishFirst: "Finish this page first, then bring the file in.",

    drop: {
      draft: "Add these people to this draft",
      draftText: "You see them at once, and can undo it.",
      compare: "Add these people, or see what has changed",
      compareText: "You are asked which. Nothing is changed before that.",
      space: (space: string): RichText => ["Compare with ", name(space)],
      spaceText: "See who is missing and who is in without being on the list, or make a new draft.",
      replace: "Look at this file instead",
      replaceText: "Nothing of the other one has been added.",
      elsewhere: "Bring in a list of people",
      elsewhereText: "You are asked which space it is for.",
      busy: "Finish this page first",
      busyText: "Then drop the file again.",
    },

    /** Said once people from a file are in the list. */
    taken: (count: number, known: number, from: string): string =>
      count === 0
        ? `Nobody new in ${visibleText(from)}`
        : known === 0
          ? `${people(count)} from ${visibleText(from)}`
          : `${people(count)} from ${visibleText(from)}; ${number(known)} were in the list already`,
    stopped: (count: number, from: string): string =>
      `Stopped after ${people(count)} from ${visibleText(from)}`,

    question: {
      addTitle: (count: number | null, file: string): RichText =>
        count === null
          ? ["There are people in ", name(file)]
          : [`${people(count)} in `, name(file)],
      addText: (inList: number): string =>
        inList === 1
          ? "There is 1 person in this list already."
          : `There are ${number(inList)} people in this list already.`,
      add: "Add them",
      difference: "Show only the difference",
      columns: "Columns…",
      spaceTitle: (file: string): RichText => ["What is ", name(file), " for?"],
      spaceText:
        "Compare it to see who is missing, or make a new draft of the people in it. Nothing is sent.",
      whichTitle: (file: string): RichText => ["Which space is ", name(file), " for?"],
      whichText: "The space it was saved for cannot be seen with this account.",
      whichLabel: "Space",
      filter: "Filter spaces",
      noSpaces: "There is no space here in which you can invite people.",
      newDraft: "New draft",
      compare: "Compare with who is in",
      openHere: "Open it there",
    },

    columns: {
      title: (file: string): RichText => ["People from ", name(file)],
      how: {
        recognised: "Understood by its headings",
        remembered: "Understood as last time",
        guessed: "Guessed from what the cells hold",
      } satisfies Record<FileHow, string>,
      format: (format: FileFormat, encoding: string | null): string =>
        encoding === null ? formats[format] : `${formats[format]}, ${encoding}`,
      table: "Table",
      tableOption: (table: string, count: number): string =>
        `${visibleText(table)} (${people(count)})`,
      tableUnnamed: (place: number): string => `Table ${number(place)}`,
      rowsAbove: "Rows at the top that are no people",
      domain: "Domain of the addresses",
      domainWhy: "Only logins were found. Which domain do the addresses have?",
      domainMissing: "Give the domain of the addresses.",
      addressMissing: "Say which column holds the addresses.",
      noAddresses: "No column holds the addresses yet. You can type them later.",
      legend: "What the columns hold",
      legendText: "Say above a column what it holds. What is not used stays in the file.",
      columnOf: (heading: string): string => `What “${visibleText(heading)}” holds`,
      unnamed: (place: number): string => `Column ${number(place)}`,
      moreColumns: (count: number): string =>
        count === 1 ? "Show 1 more column" : `Show ${number(count)} more columns`,
      fields: {
        address: "Address",
        otherAddress: "Another address",
        name: "Name",
        firstName: "First name",
        lastName: "Last name",
        group: "Group",
        note: "Note",
        listId: "Id in the list",
        login: "Login",
        left: "Not used",
      } satisfies Record<Field, string>,
      understood: "The people as understood",
      understoodFirst: (count: number): string => `The first ${number(count)}`,
      nobody: "Nobody yet. Choose the column that holds the addresses.",
      total: (total: number | null): string =>
        total === null ? "Only the beginning was read so far" : people(total),
      add: (total: number | null): string =>
        total === null ? "Add the people" : `Add ${people(total)}`,
      newDraft: "New draft",
      difference: "Show only the difference",
      compare: "Compare with who is in",
      adding: "Adding…",
    },
    personFields,

    difference: {
      title: (file: string): RichText => ["What ", name(file), " changes"],
      spaceTitle: (file: string, space: string): RichText => [name(space), " beside ", name(file)],
      same: (count: number): string =>
        count === 1 ? "1 person is the same" : `${number(count)} people are the same`,
      asOf: (at: string | null, now: number): string =>
        at === null
          ? "who is in was never read from this computer"
          : `who is in was read ${ago(spanSince(at, now), at)}`,
      comparing: "Comparing…",
      none: "Nothing is different.",
      noneText: "Everybody in the file is in the list, written the same.",
      noneSpaceText: "Everybody on the list is in, and nobody else.",
      label: "Differences",
      filterLabel: "Show only",
      chips: {
        all: "different",
        added: "added",
        gone: "gone",
        changed: "changed",
      } satisfies Record<DifferenceGroupId | "all", string>,
      spaceChips: {
        all: "different",
        added: "missing",
        gone: "not on the list",
        changed: "written otherwise",
      } satisfies Record<DifferenceGroupId | "all", string>,
      heads: { added: "Added", gone: "Gone", changed: "Changed" } satisfies Record<
        DifferenceGroupId,
        string
      >,
      texts: {
        added: "In the file, not in this list.",
        gone: "Not in the file, as those you added by hand. Choose whom to take out.",
        changed: "Written otherwise in the file.",
      } satisfies Record<DifferenceGroupId, string>,
      spaceHeads: {
        added: "Missing",
        gone: "Not on the list",
        changed: "Written otherwise",
      } satisfies Record<DifferenceGroupId, string>,
      spaceTexts: {
        added: "On the list, and not in.",
        gone: "In, and only shown: nothing is done to them. Administrators are not counted.",
        changed: "In, and only shown.",
      } satisfies Record<DifferenceGroupId, string>,
      noneOfThem: "Nobody.",
      all: (head: string): string => `${head}: all of them`,
      columns: { name: "Name", address: "Address", what: "What is different" },
      change: (field: PersonField, before: string, after: string): RichText => [
        `${personFields[field]}: `,
        before === "" ? "nothing" : name(before),
        " → ",
        strong(after),
      ],
      inGroup: (group: string): string => (group === "" ? "" : `Group ${visibleText(group)}`),
      columnsAgain: "Look at the columns",
      take: (count: number): string => `Take over ${number(count)}`,
      newDraft: (count: number): string => `New draft of ${people(count)}`,
      chooseSome: "Choose at least one.",
      nothingMissing: "Nobody is missing.",
      taken: (count: number): string =>
        count === 1
          ? "1 difference was taken over"
          : `${number(count)} differences were taken over`,
      chosen: (count: number, all: number): string => `${number(count)} of ${number(all)} chosen`,
      shownOnly: "Nothing is changed on the platform by looking",
    },
  },

  peopleTools: {
    compare: "Compare with a list…",
    more: "More for this space",
  },

  domains: {
    open: "Domains of this institution…",
    title: "Domains of this institution",
    text: "An address of any other domain is marked “outside your institution”. It can be invited all the same.",
    learned: "Learned from the people who are in",
    learnedNone: "Nobody is in yet to learn from, so nothing is marked.",
    own: "These instead",
    ownText: "One a line, such as uni.example. Their subdomains count, too.",
    ownLabel: "Domains, one a line",
    notADomain: (text: string): string => `“${visibleText(text)}” is not a domain.`,
    save: "Save",
    saved: "The domains are saved.",
  },
};
