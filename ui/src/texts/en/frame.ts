/** The window's frame: menus, the sidebar, the foot, notices and what all pages share. */

import type { StartNotice } from "../../bridge";
import { visibleText } from "../../lib/visible-text";
import { name, type RichText, strong } from "../../lib/rich-text";
import { hadToWait } from "./desktop";
import { clockOf, number, rows, timeOf } from "./speech";

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
    noName: "No name",
    reading: "Loading…",
    search: "Search",
    clearSearch: "Clear search",
    noMatches: "No matches",
    rows,
  },

  frame: {
    sideLabel: "Accounts and spaces",
    account: (account: string): string => `Account: ${visibleText(account)}`,
    practice: "Practice",
    addAccount: "Add account…",
    changeKey: "Change API key…",
    removeAccount: "Remove account…",
    accountKeys: (n: number): string => `Ctrl ${n}`,
    openMailbox: "Open practice mailbox",
    openFaults: "Simulate problems…",
    shortcuts: "Keyboard shortcuts",
    spaces: "Spaces",
    spacesOf: {
      course: "Courses",
      project: "Research projects",
      dataset: "Datasets",
      other: "Other",
    },
    notYours: "can't invite",
    drafts: "Drafts",
    overview: "Overview",
    activity: "Activity",
    search: "Search",
    searchKeys: "Ctrl K",
    help: "Help",
    helpHere: "Help for this page (F1)",
    outboxProgress: (settled: number, total: number): string =>
      `${number(settled)} of ${number(total)}`,
    needsAttention: (count: number): string =>
      count === 1 ? "1 needs attention" : `${number(count)} need attention`,
    noSpaces: "No spaces are available with this API key.",
    skip: "Skip to content",
    showSide: "Accounts and spaces",
  },

  codeMissing: {
    title: "Part of this window couldn't be loaded",
    text: "Reload the window. If that doesn't help, install Cohort again. Your data is safe.",
    reload: "Reload window",
  },

  status: {
    unknown: "Not connected yet",
    online: "Online",
    offline: (since: string | null, now: number): string =>
      since === null ? "Offline" : `Offline since ${clockOf(since, now)}`,
    sending: (settled: number, total: number): string =>
      `Sending ${number(settled)} of ${number(total)}`,
    keyRefused: "API key rejected",
    keyMissing: "API key missing",
    tryNow: "Try now",
    enterKey: "Enter API key",
    trying: "Trying…",
  },

  welcome: {
    title: "Welcome to Cohort",
    lead: "Prepare your lists anywhere, check them before anything is sent, and see at any time who has joined and who hasn't.",
    accountTitle: "Add your account",
    accountText: "Cohort works with the courses and projects of your account on the platform.",
    keySteps: [
      "On the platform, open User settings, then API access.",
      "Create a key and copy it right away, because it's shown only once.",
      "Paste it into Cohort. It's kept in this computer's keyring and nowhere else.",
    ],
    accountButton: "Add your account",
    practiceTitle: "Or try it first",
    practiceText:
      "A practice platform runs inside Cohort, with a demo course and made-up students. Its emails go to its own mailbox and nowhere else. You can add your account at any time.",
    practiceButton: "Try the practice course",
  },

  accountForm: {
    addTitle: "Add account",
    keyTitle: (account: string): RichText => ["API key for ", name(account)],
    address: "Platform address",
    addressHint: "Enter the address of the API, not the web page.",
    key: "API key",
    show: "Show key",
    hide: "Hide key",
    whereTitle: "Where to find the key",
    where:
      "On the platform, open your user settings and choose API access. Create a key and copy it right away, because it's shown only once.",
    keeping: "Cohort keeps the key in this computer's keyring and nowhere else.",
    addButton: "Check and add account",
    keyButton: "Check and save key",
    tryAgain: "Retry",
    checking: "Checking with the platform…",
    kept: {
      title: "The key that Cohort has now",
      check: "Check this key",
      accepted: (at: string, now: number): string =>
        `The platform accepted the key ${timeOf(at, now)}.`,
    },
    added: (account: string): string => `You're connected to ${visibleText(account)}.`,
  },

  removeAccount: {
    title: (account: string): RichText => ["Remove ", name(account), "?"],
    text: "Cohort deletes its API key from the keyring. Nothing changes on the platform.",
    button: "Remove account",
  },

  keyNotes: {
    missing: "The API key for this account is missing",
    refused: "The platform no longer accepts the API key for this account",
  },

  notices: {
    dataSetAside: (notice) => ({
      title: "The data on this computer couldn't be read",
      text: [
        "Cohort kept it unchanged as ",
        strong(notice.file),
        " in ",
        name(notice.folder),
        " and started with a new, empty file.",
      ],
    }),
    practiceDown: () => ({
      title: "The practice platform didn't start",
      text: ["Your other accounts aren't affected. Close Cohort and open it again."],
    }),
    plansHeld: (notice) => ({
      title:
        notice.count === 1
          ? "1 item in Activity is on hold"
          : `${number(notice.count)} items in Activity are on hold`,
      text: [
        notice.count === 1
          ? "Cohort was closed before it was sent, and nothing has been sent since. Open Activity to choose whether to send it."
          : "Cohort was closed before they were sent, and nothing has been sent since. Open Activity to choose whether to send them.",
      ],
    }),
    sendingGoesOn: ({ waited }) => ({
      title: hadToWait(waited),
      text: ["Cohort was closed before everything was sent. Sending continues automatically."],
    }),
    dataRestored: ({ unsettled, drafts }) => ({
      title: "Cohort's data on this computer was restored or copied",
      text: [
        unsettled === 0
          ? "Nothing in Activity is unfinished. "
          : unsettled === 1
            ? "It contains 1 unfinished step, and everything in Activity is on hold. Some of this may have been sent since then, from this computer or another one. When you resume, Cohort first asks the platform who's already in and which instances exist, and then sends only what's missing. If the platform can't tell, Cohort asks you. "
            : `It contains ${number(unsettled)} unfinished steps, and everything in Activity is on hold. Some of this may have been sent since then, from this computer or another one. When you resume, Cohort first asks the platform who's already in and which instances exist, and then sends only what's missing. If the platform can't tell, Cohort asks you. `,
        drafts === 0
          ? "What was sent after the data was saved isn't in it."
          : drafts === 1
            ? "1 draft in it may have been sent since, so Cohort asks you before it sends it."
            : `The ${number(drafts)} drafts in it may have been sent since, so Cohort asks you before it sends one of them.`,
      ],
    }),
    dataOnNetwork: (notice) => ({
      title: "Cohort's data is on a network drive",
      text: [
        "If 2 computers write to it at the same time, or if the connection is lost, it could be damaged. Keep ",
        name(notice.folder),
        " on a disk in this computer, and don't open Cohort on 2 computers at once.",
      ],
    }),
  } satisfies {
    [What in StartNotice["what"]]: (notice: Extract<StartNotice, { what: What }>) => {
      title: string;
      text: RichText;
    };
  },

  dataRestored: { resume: "Check, then resume", goingOn: "Checking what was already sent…" },

  shortcuts: {
    title: "Keyboard shortcuts",
    groups: [
      {
        title: "Everywhere",
        keys: [
          ["Ctrl K", "Search everywhere"],
          ["F1", "Open help for this page"],
          ["?", "Show this list"],
          ["Ctrl F", "Search in the table"],
          ["Ctrl O", "Import a list from a file"],
          ["Ctrl 1 … 9", "Switch to the first, second … account"],
          ["Alt ←", "Go back"],
          ["↑ ↓ Page Home End", "Move in a table"],
          ["Enter", "Open the row"],
        ],
      },
      {
        title: "In the list of people",
        keys: [
          ["↑ ↓ ← →", "Move from cell to cell"],
          ["Ctrl Home, Ctrl End", "Go to the first or last row"],
          ["Enter or F2", "Edit the cell; any other key replaces its contents"],
          ["Enter, Tab", "Confirm and go down or right"],
          ["Esc", "Cancel the change"],
          ["Shift ↑ ↓ ← →", "Select several cells"],
          ["Shift Space, Ctrl A", "Select whole rows or the whole list"],
          ["Ctrl C, Ctrl X, Delete", "Copy, cut or clear the cells"],
          ["Ctrl V", "Paste cells, or people from an email"],
          ["Ctrl D", "Fill down from the first row of the selection"],
          ["Ctrl Z, Ctrl Y", "Undo or redo"],
          ["Ctrl F, then F3", "Find, and go to the next match"],
          ["Alt Enter", "Fix the row"],
          ["F8", "Go to the next row to fix or check"],
          ["Ctrl G", "Move the rows to a group"],
          ["Alt 1 … 9", "Move the rows to the first, second … group"],
          ["Ctrl L", "Skip the rows, or include them again"],
          ["Ctrl Delete", "Delete the rows"],
        ],
      },
    ],
  },
};
