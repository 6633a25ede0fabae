/** The page Your data: where it is, its backups, and going back to one of them. */

import type { BackupKind } from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { fileSize, number, timeAlone, timeOf } from "./speech";

const since = (sentPlans: number, changedDrafts: number): string => {
  const [plans, drafts] = [number(sentPlans), number(changedDrafts)];
  if (sentPlans === 0 && changedDrafts === 0)
    return "Since then, nothing has been sent, and no draft has been changed.";
  if (sentPlans === 0 && changedDrafts === 1) return "Since then, 1 draft has been changed.";
  if (sentPlans === 0) return `Since then, ${drafts} drafts have been changed.`;
  if (sentPlans === 1 && changedDrafts === 0) return "Since then, 1 plan has been sent.";
  if (changedDrafts === 0) return `Since then, ${plans} plans have been sent.`;
  if (sentPlans === 1 && changedDrafts === 1)
    return "Since then, 1 plan has been sent, and 1 draft has been changed.";
  if (sentPlans === 1)
    return `Since then, 1 plan has been sent, and ${drafts} drafts have been changed.`;
  if (changedDrafts === 1)
    return `Since then, ${plans} plans have been sent, and 1 draft has been changed.`;
  return `Since then, ${plans} plans have been sent, and ${drafts} drafts have been changed.`;
};

export const yourData = {
  yourData: {
    title: "Your data",
    row: "Data and backups",
    rowHint: "Where Cohort keeps your data, and how to go back to an earlier day.",
    show: "Show",
    place: {
      group: "On this computer",
      folder: "Folder",
      open: "Show in file manager",
      noFileManager: "No file manager could be opened.",
      data: "Accounts, drafts, and what was sent",
      backups: "Backups",
      setAside: "Files set aside",
      setAsideHint: "Data files that couldn't be read. Cohort keeps them unchanged.",
      size: fileSize,
    },
    backups: {
      group: "Backups",
      hint: (count: number): string =>
        `Cohort makes a backup on every day that something changes, and keeps the last ${number(count)}. It also makes one before each update, and before you restore one or import a file.`,
      none: "There are no backups yet. The first one is made a minute after Cohort starts.",
      now: "Back up now",
      making: "Making a backup…",
      made: "The backup was made.",
      kind: {
        update: "Before an update",
        daily: "Daily",
        byHand: "Made by you",
        beforeRestore: "Before a restore",
      } satisfies Record<BackupKind, string>,
      at: timeAlone,
      restore: "Restore…",
    },
    transfer: {
      group: "Another computer",
      exportTitle: "Export everything",
      exportHint:
        "Saves all of Cohort's data in one file: accounts, drafts, lists, and everything that was sent. API keys aren't in it. It contains names and addresses, so keep it safe.",
      export: "Export…",
      exporting: "Exporting…",
      exported: (file: string, folder: string): string => `Exported as ${file} in ${folder}`,
      importTitle: "Import from a file",
      importHint:
        "Replaces the data on this computer with a file that was exported, or with a backup from another computer.",
      import: "Import…",
      checking: "Checking the file…",
    },
    import: {
      title: (file: string): RichText => ["Replace your data with ", name(file), "?"],
      caption: "What's on this computer, and what's in the file",
      here: "On this computer",
      there: "In the file",
      accounts: "Accounts",
      drafts: "Drafts",
      plans: "Plans in Activity",
      lastChanged: "Last changed",
      at: timeAlone,
      never: "Never",
      replaces:
        "Everything that Cohort has on this computer is replaced. Your current data is backed up first, so you can go back to it.",
      sent: "Cohort won't know what was sent after the file was saved. Everything unfinished is put on hold, and Cohort asks you before it sends anything. Then it first asks the platform who's already in.",
      keys: "API keys aren't in the file. Cohort asks you for those that aren't in this computer's keyring.",
      button: "Replace and reopen",
    },
    restore: {
      title: (at: string, now: number): string => `Go back to ${timeOf(at, now)}?`,
      since,
      sent: "Invitations that were sent stay sent, but Cohort no longer knows about those since then. Everything unfinished is put on hold, and Cohort asks you before it sends anything. Then it first asks the platform who's already in.",
      back: "Your current data is backed up first. Then Cohort closes and opens again.",
      button: "Restore and reopen",
      restoring: "Waiting for the last responses…",
    },
  },
};
