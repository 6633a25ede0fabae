/** The page Your data: where it is, its backups, and going back to one of them. */

import type { BackupWhy } from "../../bridge";
import { fileSize, number, timeAlone, timeOf } from "./speech";

const since = (sentPlans: number, changedDrafts: number): string => {
  const sent =
    sentPlans === 1 ? "1 plan has been sent" : `${number(sentPlans)} plans have been sent`;
  const changed =
    changedDrafts === 1
      ? "1 draft has been changed"
      : `${number(changedDrafts)} drafts have been changed`;
  if (sentPlans === 0 && changedDrafts === 0)
    return "Since then, nothing has been sent, and no draft has been changed.";
  if (changedDrafts === 0) return `Since then, ${sent}.`;
  if (sentPlans === 0) return `Since then, ${changed}.`;
  return `Since then, ${sent}, and ${changed}.`;
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
      hint: "Cohort makes a backup on every day that something changes, and keeps the last 7. It also makes one before each update, and before you restore one.",
      none: "There are no backups yet. The first one is made a minute after Cohort starts.",
      now: "Back up now",
      making: "Making a backup…",
      made: "The backup was made.",
      why: {
        update: "Before an update",
        daily: "Daily",
        byHand: "Made by you",
        beforeRestore: "Before a restore",
      } satisfies Record<BackupWhy, string>,
      at: timeAlone,
      restore: "Restore…",
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
