/** Files: choosing one, what its columns are, and the difference from a list. */

import type { Field, FileFormat, FileHow, FileSystem } from "../../bridge";
import type { DifferenceGroupId, PersonField } from "../words";
import { visibleText } from "../../lib/visible-text";
import { name, type RichText, strong } from "../../lib/rich-text";
import { number, people, rows } from "./speech";

const personFields: Record<PersonField, string> = {
  name: "Name",
  address: "Address",
  group: "Group",
  note: "Note",
  listId: "List ID",
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
  tsv: "Tab-separated text",
  xlsx: "Excel workbook",
  xls: "Older Excel workbook",
  ods: "OpenDocument spreadsheet",
  vcard: "vCard",
  mail: "Email",
  text: "Text",
};

export const files = {
  files: {
    systems,
    open: "Import file…",
    other: "Choose another file…",
    reading: (file: string, read: number): RichText =>
      read === 0
        ? ["Reading ", name(file), "…"]
        : ["Reading ", name(file), "… ", strong(rows(read))],
    readingLabel: "Importing a file",
    stopping: "Stopping…",
    undoFirst: "The list has changed since then. Undo the later changes first with Ctrl Z.",
    onlyFirst: (file: string): string =>
      `Only ${visibleText(file)} was imported. Import the other files one at a time.`,
    finishFirst: "Finish this page first, then import the file.",

    drop: {
      draft: "Add these people to this draft",
      draftText: "They're added to the list right away. You can undo this.",
      compare: "Add these people, or see what's changed",
      compareText: "You'll choose which. Nothing changes until then.",
      space: (space: string): RichText => ["Compare with ", name(space)],
      spaceText: "See who's missing and who isn't on the list, or create a new draft.",
      newer: (space: string): RichText => ["Use as the newer list for ", name(space)],
      newerText: "You'll see what it changes first. Nobody is invited or taken out.",
      replace: "Use this file instead",
      replaceText: "Nothing from the other file has been added.",
      elsewhere: "Import a list of people",
      elsewhereText: "You'll choose which space it's for.",
      busy: "Finish this page first",
      busyText: "Then drop the file again.",
    },

    /** Said once people from a file are in the list. */
    taken: (count: number, known: number, from: string): string =>
      count === 0
        ? `No new people in ${visibleText(from)}`
        : known === 0
          ? `${people(count)} added from ${visibleText(from)}`
          : known === 1
            ? `${people(count)} added from ${visibleText(from)}; 1 was already on the list`
            : `${people(count)} added from ${visibleText(from)}; ${number(known)} were already on the list`,
    stopped: (count: number, from: string): string =>
      `Stopped after adding ${people(count)} from ${visibleText(from)}`,

    question: {
      addTitle: (count: number | null, file: string): RichText =>
        count === null ? ["People in ", name(file)] : [`${people(count)} in `, name(file)],
      addText: (inList: number): string =>
        inList === 1
          ? "There's already 1 person on this list."
          : `There are already ${number(inList)} people on this list.`,
      add: "Add people",
      difference: "Show changes",
      columns: "Columns…",
      spaceTitle: (file: string): RichText => ["What is ", name(file), " for?"],
      spaceText:
        "Compare it with the space to see who's missing, or create a new draft from it. Nothing is sent.",
      newerText: (list: string): string =>
        `Your list for this space is ${visibleText(list)}. Use this file as the newer list and see what changes, or create a new draft from it. Nothing is sent.`,
      newer: "Show changes",
      whichTitle: (file: string): RichText => ["Which space is ", name(file), " for?"],
      whichText:
        "It was saved for a space that isn't the one you have open, or isn't in this account.",
      whichLabel: "Space",
      filter: "Filter spaces",
      noSpaces: "There are no spaces in which you can invite people.",
      newDraft: "Create draft",
      compare: "Compare with space",
      openHere: "Open draft",
    },

    columns: {
      title: (file: string): RichText => ["People from ", name(file)],
      how: {
        recognised: "Recognised by its headings",
        remembered: "Columns set the way you chose last time",
        guessed: "Columns guessed from their contents",
      } satisfies Record<FileHow, string>,
      format: (format: FileFormat, encoding: string | null): string =>
        encoding === null ? formats[format] : `${formats[format]}, ${encoding}`,
      table: "Table",
      tableOption: (table: string, count: number): string =>
        `${visibleText(table)} (${people(count)})`,
      tableUnnamed: (place: number): string => `Table ${number(place)}`,
      rowsAbove: "Rows to skip at the top",
      domain: "Email domain",
      domainWhy: "The file contains logins but no addresses. Which domain do the addresses have?",
      domainMissing: "Enter the domain of the addresses.",
      addressMissing: "Choose the column that contains the addresses.",
      noAddresses: "There are no addresses yet. You can add them later.",
      legend: "What the columns contain",
      legendText:
        "Above each column, choose what it contains. Columns that aren't used are ignored.",
      columnOf: (heading: string): string => `Contents of “${visibleText(heading)}”`,
      unnamed: (place: number): string => `Column ${number(place)}`,
      moreColumns: (count: number): string =>
        count === 1 ? "Show 1 more column" : `Show ${number(count)} more columns`,
      fields: {
        address: "Address",
        otherAddress: "Other address",
        name: "Name",
        firstName: "First name",
        lastName: "Last name",
        group: "Group",
        note: "Note",
        listId: "List ID",
        login: "Login",
        left: "Not used",
      } satisfies Record<Field, string>,
      understood: "Preview",
      understoodFirst: (count: number): string => `first ${people(count)}`,
      nobody: "No people found yet. Choose the column that contains the addresses.",
      total: (total: number | null): string =>
        total === null ? "Only the first rows have been read so far" : people(total),
      add: (total: number | null): string =>
        total === null ? "Add people" : `Add ${people(total)}`,
      newDraft: "Create draft",
      difference: "Show changes",
      compare: "Compare with space",
      adding: "Adding…",
    },
    personFields,

    difference: {
      title: (file: string): RichText => ["Changes in ", name(file)],
      listTitle: (file: string, space: string): RichText => [
        "Changes to your list for ",
        name(space),
        " in ",
        name(file),
      ],
      same: (count: number): string =>
        count === 1 ? "1 person matches" : `${number(count)} people match`,
      comparing: "Comparing…",
      none: "There are no differences.",
      noneText: "The list already contains everyone in the file, with the same details.",
      noneListText: "The file contains the same people as your list, with the same details.",
      listNote: "Nobody is invited or taken out. You'll see who is missing and who has left.",
      useList: "Use as your list",
      label: "Differences",
      filterLabel: "Show only",
      chips: {
        all: "All",
        added: "New",
        gone: "Not in file",
        changed: "Changed",
      } satisfies Record<DifferenceGroupId | "all", string>,
      listChips: {
        all: "All",
        added: "New",
        gone: "Left the list",
        changed: "Changed",
      } satisfies Record<DifferenceGroupId | "all", string>,
      heads: { added: "New", gone: "Not in file", changed: "Changed" } satisfies Record<
        DifferenceGroupId,
        string
      >,
      texts: {
        added: "In the file, but not on this list.",
        gone: "On this list, but not in the file. You may have added them yourself. Select the people to remove.",
        changed: "On this list, but with different details in the file.",
      } satisfies Record<DifferenceGroupId, string>,
      listHeads: {
        added: "New",
        gone: "Left the list",
        changed: "Changed",
      } satisfies Record<DifferenceGroupId, string>,
      listTexts: {
        added: "In the file, but not on your list yet.",
        gone: "On your list, but not in the file. They stay in the space until you take them out.",
        changed: "On your list, but with different details in the file.",
      } satisfies Record<DifferenceGroupId, string>,
      search: "Search differences",
      fileName: (file: string): string => `${visibleText(file)} differences`,
      columns: { name: "Name", address: "Address", what: "Difference" },
      change: (field: PersonField, before: string, after: string): RichText => [
        `${personFields[field]}: `,
        before === "" ? "empty" : name(before),
        " → ",
        strong(after),
      ],
      inGroup: (group: string): string => (group === "" ? "" : `Group ${visibleText(group)}`),
      columnsAgain: "Columns…",
      take: (count: number): string =>
        count === 1 ? "Apply 1 change" : `Apply ${number(count)} changes`,
      chooseSome: "Select at least 1 person.",
      taken: (count: number): string =>
        count === 1 ? "1 change applied" : `${number(count)} changes applied`,
      chosen: (count: number, all: number): string => `${number(count)} of ${number(all)} selected`,
    },
  },

  peopleTools: {
    more: "More actions for this space",
  },

  domains: {
    open: "Institution domains…",
    title: "Institution domains",
    text: "Addresses with any other domain are marked as “Outside your institution”. You can still invite them.",
    learned: "Use the domains of people already in this space",
    learnedNone: "Nobody is in this space yet, so no addresses are marked.",
    own: "Use these domains instead",
    ownText: "Enter one per line, such as uni.example. Subdomains are included.",
    ownLabel: "Domains, one per line",
    notADomain: (text: string): string =>
      `“${visibleText(text)}” isn't a domain. Enter one such as uni.example.`,
    save: "Save",
    saved: "The domains were saved.",
  },
};
