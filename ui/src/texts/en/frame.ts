import type { StartNotice } from "../../bridge";
import { visibleText } from "../../lib/visible-text";
import { name, type RichText, strong } from "../../lib/rich-text";
import { number, rows, timeOf } from "./speech";

export const frame = {
  common: {
    back: "Back",
    cancel: "Cancel",
    close: "Close",
    dismiss: "Dismiss",
    undo: "Undo",
    stop: "Stop",
    details: "Details",
    copy: "Copy",
    copied: "Copied",
    noName: "no name",
    reading: "Reading…",
    search: "Search",
    clearSearch: "Clear the search",
    nothingFits: "Nothing fits the search.",
    rows,
  },

  frame: {
    sideLabel: "Accounts and spaces",
    account: (account: string): string => `Account: ${visibleText(account)}`,
    practice: "Practice",
    addAccount: "Add an account…",
    giveKey: "Give the key again…",
    removeAccount: "Remove this account…",
    openMailbox: "Open the practice mailbox",
    openFaults: "See what happens when…",
    look: "Look",
    looks: { system: "As the system", light: "Light", dark: "Dark" },
    shortcuts: "Keyboard shortcuts",
    filter: "Filter spaces",
    spacesOf: {
      course: "Courses",
      project: "Research projects",
      dataset: "Datasets",
      other: "Other",
    },
    notYours: "not yours",
    onThisComputer: "On this computer",
    drafts: "Drafts",
    outbox: "Outbox",
    outboxProgress: (settled: number, total: number): string =>
      `${number(settled)} of ${number(total)}`,
    needsHand: (count: number): string => `${number(count)} to look at`,
    noSpaces: "The platform shows no spaces for this key.",
    noFilterHits: "No space of that name.",
    skip: "Skip to the page",
    showSide: "Accounts and spaces",
  },

  status: {
    unknown: "Not asked yet",
    online: "Online",
    offline: (since: string | null, now: number): string =>
      since === null ? "Offline" : `Offline since ${timeOf(since, now)}`,
    sending: (settled: number, total: number): string =>
      `Sending ${number(settled)} of ${number(total)}`,
    waiting: (total: number): string =>
      total === 1 ? "1 waits to be sent" : `${number(total)} wait to be sent`,
    keyRefused: "Key refused",
    keyMissing: "Key missing",
    tryNow: "Try now",
    giveKey: "Give the key",
    trying: "Trying…",
  },

  welcome: {
    title: "Welcome to Cohort",
    lead: "Draft your lists anywhere, check them before anything leaves, and see at any time who is in and who is not.",
    practiceTitle: "Try it first",
    practiceText:
      "A practice platform runs inside Cohort, with a demo course and thirty students who do not exist. Its mails go nowhere but to its own mailbox.",
    practiceButton: "Try it with the practice course",
    accountTitle: "Add your account",
    accountText: "You need the address of your platform and an API key. It takes a minute.",
    accountButton: "Add an account",
  },

  accountForm: {
    addTitle: "Add an account",
    keyTitle: (account: string): RichText => ["Key for ", name(account)],
    address: "Platform address",
    addressHint: "The address of the API, not of the web page.",
    key: "API key",
    show: "Show the key",
    hide: "Hide the key",
    whereTitle: "Where to find the key",
    where:
      "On the platform, open your user settings and choose API access. Make a key there and copy it at once: it is shown only then.",
    keeping: "The key is kept in this computer's keyring, and nowhere else.",
    addButton: "Check and add",
    keyButton: "Check and keep",
    tryAgain: "Try again",
    checking: "Checking with the platform…",
    added: (account: string): string => `${visibleText(account)} was added.`,
  },

  removeAccount: {
    title: (account: string): RichText => ["Remove ", name(account), "?"],
    text: "Its key is taken out of the keyring. Nothing changes on the platform.",
    button: "Remove the account",
    underWay:
      "Something of this account is still under way. Wait until it is sent, or cancel it in the outbox.",
  },

  keyNotes: {
    missing: "The key for this account is not here.",
    refused: "The platform does not know the key of this account any more.",
  },

  nothingOpen: {
    title: "Choose a space",
    text: "Your courses, projects and datasets are on the left.",
  },

  notices: {
    dataSetAside: (notice) => ({
      title: notice.newer
        ? "The data on this computer were written by a newer Cohort"
        : "The data on this computer could not be read",
      text: [
        "They were set aside untouched as ",
        strong(notice.file),
        " in ",
        name(notice.folder),
        ". Cohort goes on with a new, empty file.",
      ],
    }),
    practiceDown: () => ({
      title: "The practice platform did not start",
      text: ["Your other accounts are not touched by this. Close Cohort and open it again."],
    }),
    plansHeld: (notice) => ({
      title:
        notice.count === 1
          ? "An invitation waits for your word"
          : `${number(notice.count)} invitations wait for your word`,
      text: ["Cohort was closed before they had left. Nothing of them has been sent."],
    }),
    dataMoved: (notice) => ({
      title: "Cohort's data on this computer were restored or copied",
      text: [
        notice.unsettled === 1
          ? "1 step had not come to its end in them, and everything in the outbox is paused. "
          : `${number(notice.unsettled)} steps had not come to their end in them, and everything in the outbox is paused. `,
        "Some of it may have been sent since, from this computer or from another. If you go on, Cohort asks the platform first who is in and which instances exist, and sends only what is still missing. What the platform cannot tell is shown to you.",
      ],
    }),
    dataOnNetwork: (notice) => ({
      title: "Cohort's data lie on a network drive",
      text: [
        "There, two computers can write them at once, and a broken connection can damage them. Keep ",
        name(notice.folder),
        " on a disk of this computer, and do not open Cohort on two computers at once.",
      ],
    }),
  } satisfies {
    [What in StartNotice["what"]]: (notice: Extract<StartNotice, { what: What }>) => {
      title: string;
      text: RichText;
    };
  },

  dataMoved: { goOn: "Look first, then go on", goingOn: "Looking what was sent already…" },

  shortcuts: {
    title: "Keyboard shortcuts",
    groups: [
      {
        title: "Everywhere",
        keys: [
          ["F1 or ?", "This page"],
          ["Ctrl F", "Search in the table"],
          ["Ctrl O", "Open a file with people"],
          ["Alt ←", "Back to the page before"],
          ["↑ ↓ Page Home End", "Move in a table"],
          ["Enter", "Open the row"],
        ],
      },
      {
        title: "In the list of people",
        keys: [
          ["↑ ↓ ← →", "Move from cell to cell"],
          ["Ctrl Home, Ctrl End", "First row, last row"],
          ["Enter or F2", "Change the cell; any letter begins anew"],
          ["Enter, Tab", "Keep the change and go down, or to the right"],
          ["Esc", "Leave the cell as it was"],
          ["Shift ↑ ↓ ← →", "Choose a block of cells"],
          ["Shift Space, Ctrl A", "Choose whole rows, the whole list"],
          ["Ctrl C, Ctrl X, Delete", "Copy, cut, empty the cells"],
          ["Ctrl V", "Paste cells, or people from a mail"],
          ["Ctrl D", "Fill the block from its first row"],
          ["Ctrl Z, Ctrl Y", "Undo, redo"],
          ["Ctrl F, then F3", "Find, and go to the next place"],
          ["Alt Enter", "Mend the row"],
          ["F8", "Go to the next row that something is wrong with"],
          ["Ctrl G", "Put the rows into a group"],
          ["Alt 1 … 9", "Put the rows into the first, second … group"],
          ["Ctrl L", "Leave the rows out, or take them in again"],
          ["Ctrl Delete", "Delete the rows"],
        ],
      },
    ],
  },
};
