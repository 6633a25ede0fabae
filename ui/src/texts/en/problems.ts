/** What went wrong, and what to do about it. */

import type { StepKind } from "../../bridge";
import { name, type Piece, type RichText } from "../../lib/rich-text";
import { visibleText } from "../../lib/visible-text";
import type { ProblemContext, ProblemTable } from "../words";
import { accountProblems } from "./account-problems";
import { deliveryProblems } from "./delivery-problems";
import { draftProblems } from "./draft-problems";
import { fileProblems } from "./file-problems";
import { linkProblems } from "./link-problems";

const tryAgain = { does: "tryAgain", label: "Retry" } as const;

const names = (people: readonly string[]): RichText =>
  people.slice(0, 3).flatMap((person, index, shown): Piece[] => {
    if (index === 0) return [name(person)];
    return [index === shown.length - 1 ? " or " : ", ", name(person)];
  });

const notAllowed = ({ space, administrators = [] }: ProblemContext): RichText => {
  const where: Piece = space === undefined ? "this space" : name(space);
  if (administrators.length === 0) {
    return [
      "You may not be an administrator of ",
      where,
      ". Ask one of its administrators to do this, or to make you an administrator.",
    ];
  }
  return [
    "You may not be an administrator of ",
    where,
    ". Ask ",
    ...names(administrators),
    " to do this, or to make you an administrator.",
  ];
};

/** What of a step the platform rejected, and what to check. */
const rejected: Record<StepKind, { what: string; check: string }> = {
  create: {
    what: "this instance",
    check: "Create it with another name, slug or description.",
  },
  distribute: {
    what: "this distribution",
    check: "Check the snapshot and the instance on the platform, then retry.",
  },
  invite: { what: "this address", check: "Check the address, then retry." },
};

const wait = (seconds: number): string => {
  if (seconds === 1) return "The platform asked Cohort to wait 1 second.";
  if (seconds < 120) return `The platform asked Cohort to wait ${seconds} seconds.`;
  return `The platform asked Cohort to wait ${Math.ceil(seconds / 60)} minutes.`;
};

const write = { does: "writeToAdministrators", label: "Write to the administrators" } as const;

export const problems: ProblemTable = {
  ...accountProblems,
  ...fileProblems,
  ...deliveryProblems,
  ...draftProblems,
  ...linkProblems,
  offline: () => ({
    title: "Can't reach the platform",
    cause: [
      "This computer is offline, or the platform isn't responding. Nothing is lost. Anything waiting to be sent is sent automatically when the connection is back.",
    ],
    cure: tryAgain,
  }),
  timeout: () => ({
    title: "The platform took too long to respond",
    cause: ["It may be busy, or the connection may be slow. It's safe to retry."],
    cure: tryAgain,
  }),
  notThePlatform: ({ about }) => ({
    title: "This is a web page, not the platform",
    cause:
      about === null
        ? [
            "There's a server at this address, but it isn't the platform. Check that you entered the address of the API. In a hotel or on a train, sign in to the Wi-Fi network first.",
          ]
        : [
            "There's a server at ",
            name(about),
            ", but it isn't the platform. Check that you entered the address of the API. In a hotel or on a train, sign in to the Wi-Fi network first.",
          ],
    cure: tryAgain,
  }),
  tlsRefused: () => ({
    title: "The connection isn't secure",
    cause: [
      "The server couldn't prove its identity. Check the address and the clock of this computer, or ask your IT support.",
    ],
    cure: tryAgain,
  }),
  unreadable: () => ({
    title: "The platform's response couldn't be read",
    cause: ["The platform sent something that Cohort doesn't understand. Retrying may help."],
    cure: tryAgain,
  }),
  answerTooLarge: () => ({
    title: "The platform sent more than Cohort can read",
    cause: [
      "Cohort stopped reading the response because it's too large, and the next one would be too. Use the platform's website for this, or contact the platform's support and include the details below.",
    ],
    cure: { does: "openPlatform", label: "Open on the platform" },
  }),
  connectionBroke: () => ({
    title: "The connection broke",
    cause: ["The platform's response didn't arrive completely. Nothing was changed."],
    cure: tryAgain,
  }),
  answerLost: () => ({
    title: "The platform's response was lost",
    cause: ["Cohort can't tell whether this was done. Check before you do it again."],
    cure: { does: "lookUpAgain", label: "Check again" },
  }),
  serverFault: () => ({
    title: "Something went wrong on the platform",
    cause: [
      "Retry in a few minutes. If it happens again, contact the platform's support and include the details below.",
    ],
    cure: tryAgain,
  }),
  busy: ({ waitSeconds }) => ({
    title: "The platform is busy",
    cause: [waitSeconds === null ? "The platform asked Cohort to wait." : wait(waitSeconds)],
    cure: tryAgain,
  }),
  notAllowed: (_, context) => ({
    title: "You don't have permission to do this",
    cause: notAllowed(context),
    cure: write,
  }),
  notFound: ({ about }) => ({
    title: "This no longer exists on the platform",
    cause:
      about === null
        ? ["The platform can't find it. It may have been deleted or renamed."]
        : ["The platform can't find ", name(about), ". It may have been deleted or renamed."],
    cure: { does: "refresh", label: "Refresh space" },
  }),
  deleted: ({ about }, { restores }) => ({
    title: "This was deleted in the last 24 hours",
    cause: [
      ...(about === null ? ["It can be restored"] : [name(about), " can be restored"]),
      restores === true
        ? " for 24 hours after it was deleted. Restore it, then retry."
        : " for 24 hours after it was deleted. Ask an administrator to restore it on the platform's website, then retry.",
    ],
    cure:
      restores === true
        ? { does: "restore", label: "Restore" }
        : { does: "openPlatform", label: "Open on the platform" },
  }),
  alreadyIn: () => ({
    title: "Already in",
    cause: ["The platform says that this person is already in. There was nothing to do."],
    cure: null,
  }),
  clash: () => ({
    title: "This already exists on the platform",
    cause: ["The platform already has this name or this invitation. Check again to see which."],
    cure: { does: "lookUpAgain", label: "Check again" },
  }),
  invalid: ({ fields }, { stepKind }) => ({
    title: `The platform rejected ${stepKind === undefined ? "this" : rejected[stepKind].what}`,
    cause: [
      fields.length === 0
        ? `It didn't say why. ${stepKind === undefined ? "Check what you entered, then retry." : rejected[stepKind].check}`
        : `The platform's reason: ${fields.map((fault) => `${visibleText(fault.field)}: ${visibleText(fault.why.replace(/\.$/u, ""))}`).join("; ")}.`,
    ],
    cure: stepKind === "invite" ? { does: "fixAddress", label: "Fix in a new draft" } : tryAgain,
  }),
  dataUnreadable: ({ about }) => ({
    title: "The data on this computer couldn't be read",
    cause:
      about === null
        ? ["Nothing in it was changed."]
        : ["Nothing in ", name(about), " was changed."],
    cure: tryAgain,
  }),
  dataReplaced: () => ({
    title: "Cohort has to start again",
    cause: ["A backup was restored or a file imported. Quit Cohort and open it again."],
    cure: null,
  }),
  folderUnusable: () => ({
    title: "Cohort can't use its folder",
    cause: [
      "A file in the folder with Cohort's data can't be opened or moved. Check that the folder exists and that you can write to it, then retry.",
    ],
    cure: tryAgain,
  }),
  dataNotUpdated: () => ({
    title: "Cohort's data couldn't be updated to this version",
    cause: ["Nothing in it was changed. Contact support and include the details below."],
    cure: null,
  }),
  dataBusy: () => ({
    title: "Another program is using Cohort's data",
    cause: [
      "This couldn't be saved or read in time. Everything saved before is still there. Wait a moment, then retry.",
    ],
    cure: tryAgain,
  }),
  notLoaded: ({ about }) => ({
    title: "This space hasn't been loaded yet",
    cause: [
      "Cohort doesn't know yet what's in ",
      about === null ? "this space" : name(about),
      ". Refresh the space, then retry.",
    ],
    cure: { does: "refresh", label: "Refresh space" },
  }),
  snapshotNotListed: ({ about }) => ({
    title: "This snapshot can't be distributed",
    cause: [
      about === null ? "It" : name(about),
      " isn't among the snapshots of this space that Cohort loaded last. Refresh the list of snapshots, or choose another one.",
    ],
    cure: null,
  }),
  keptListGone: () => ({
    title: "This list no longer exists",
    cause: [
      "It was removed or replaced by a newer one. Go back to the comparison to see the list that's used now.",
    ],
    cure: null,
  }),
  backupGone: () => ({
    title: "This backup no longer exists",
    cause: ["Its file was deleted or moved. Your data is unchanged. Choose another backup."],
    cure: null,
  }),
  backupUnreadable: () => ({
    title: "This backup can't be read",
    cause: ["Its file is damaged. Your data is unchanged. Choose another backup."],
    cure: null,
  }),
  backupNewer: () => ({
    title: "This backup was made by a newer version of Cohort",
    cause: ["Your data is unchanged. Update Cohort, then restore the backup."],
    cure: null,
  }),
  importUnreadable: ({ about }) => ({
    title: "This file can't be imported",
    cause: [
      about === null ? "This" : name(about),
      " isn't a file with Cohort's data, or it's damaged. Your data is unchanged. Choose a file that was exported, or a backup.",
    ],
    cure: null,
  }),
  importNewer: () => ({
    title: "This file was saved by a newer version of Cohort",
    cause: ["Your data is unchanged. Update Cohort, then import the file."],
    cure: null,
  }),
  importOwnData: () => ({
    title: "Cohort is using this file",
    cause: [
      "It's the file in which Cohort keeps its data now, so there's nothing to import. Choose another file.",
    ],
    cure: null,
  }),
  importChangesMissing: () => ({
    title: "The last changes are missing from this file",
    cause: [
      "It was copied while Cohort was using it. Your data is unchanged. On the other computer, choose Export, and import that file.",
    ],
    cure: null,
  }),
  exportOwnFolder: () => ({
    title: "This folder is Cohort's own",
    cause: [
      "Cohort keeps its data there, so nothing else can be saved in it. Choose another folder.",
    ],
    cure: tryAgain,
  }),
  sendsElsewhere: () => ({
    title: "Cohort is sending in another window or terminal",
    cause: ["Nothing was changed. Wait until it has finished, or close it, then retry."],
    cure: tryAgain,
  }),
  diskFull: () => ({
    title: "The disk is full",
    cause: [
      "This couldn't be saved. Everything saved before is still there, and nothing is sent until Cohort can save again. Free up some space, then retry.",
    ],
    cure: tryAgain,
  }),
  dataNewer: () => ({
    title: "A newer version of Cohort has updated the data",
    cause: [
      "This couldn't be saved, because this version no longer writes to the data. Close it, and continue in the newer version.",
    ],
    cure: null,
  }),
  diskFails: () => ({
    title: "Cohort can't write to the disk",
    cause: [
      "This couldn't be saved. Everything saved before is still there, and nothing is sent until Cohort can save again. Check the disk, then retry.",
    ],
    cure: tryAgain,
  }),
  draftGone: () => ({
    title: "This draft no longer exists",
    cause: ["It was sent or deleted, perhaps from a terminal."],
    cure: { does: "toDrafts", label: "Go to Drafts" },
  }),
  rowGone: () => ({
    title: "This row no longer exists",
    cause: ["It was removed from the list in the meantime. Nothing else was changed."],
    cure: null,
  }),
  pasteTooLarge: () => ({
    title: "The text is too long",
    cause: [
      "Cohort can't paste this much text at once, so nothing was added. Save it as a file and import the file, or paste it in parts.",
    ],
    cure: null,
  }),
  pasteTooManyRows: () => ({
    title: "The text has too many rows",
    cause: [
      "Cohort can paste at most 100,000 rows at once, so nothing was added. Save the rows as a file and import the file, or paste them in parts.",
    ],
    cure: null,
  }),
  pasteTooManyColumns: () => ({
    title: "The table has too many columns",
    cause: [
      "Cohort can paste at most 1,000 columns at once, so nothing was added. Copy only the columns with names, addresses and groups.",
    ],
    cure: null,
  }),
  draftChanged: () => ({
    title: "The draft has changed since you reviewed it",
    cause: ["Nothing was sent. This page now shows the latest version. Review it, then send it."],
    cure: tryAgain,
  }),
  nothingToSend: () => ({
    title: "There's nobody to invite",
    cause: ["Everyone on the list is already in, already invited or skipped."],
    cure: { does: "toList", label: "Go to list" },
  }),
  nothingToCreateAgain: () => ({
    title: "There's nothing to create again",
    cause: ["No instance of this plan is rejected any more. The page shows its current state."],
    cure: null,
  }),
  planGone: () => ({
    title: "This is no longer in Activity",
    cause: ["It was removed, perhaps from a terminal."],
    cure: { does: "toActivity", label: "Go to Activity" },
  }),
  changedSince: () => ({
    title: "This has changed in the meantime",
    cause: ["What you chose can't be done any more. The page shows the current state."],
    cure: { does: "refresh", label: "Refresh" },
  }),
  notYet: () => ({
    title: "You can't do that yet",
    cause: ["Some cancelled requests are still under way. Retry when they've finished."],
    cure: null,
  }),
  practiceDown: () => ({
    title: "The practice platform didn't start",
    cause: [
      "Your other accounts aren't affected. If retrying doesn't help, close Cohort and open it again.",
    ],
    cure: tryAgain,
  }),
  browserMissing: ({ about }) => ({
    title: "Cohort couldn't open a web browser",
    cause:
      about === null
        ? ["Choose a default browser in your system's settings."]
        : ["Open this address yourself: ", name(about)],
    cure: null,
  }),
  internal: () => ({
    title: "Something went wrong in Cohort",
    cause: [
      "Everything that you saved is safe. Retry, and if it happens again, send the details below to support.",
    ],
    cure: tryAgain,
  }),
};
