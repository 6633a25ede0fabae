/** What deleting data for good would delete, and what it means. */

import type { ErasedLeft } from "../../bridge";
import { number, people } from "./speech";

export const erase = {
  erase: {
    accounts: (count: number): string =>
      count === 1
        ? "Data kept from 1 account that you removed"
        : `Data kept from ${number(count)} accounts that you removed`,
    drafts: (count: number): string => (count === 1 ? "1 draft" : `${number(count)} drafts`),
    plansWith: (sentPlans: number, inPlans: number): string =>
      sentPlans === 1
        ? `1 plan in Activity, with ${people(inPlans)}`
        : `${number(sentPlans)} plans in Activity, with ${people(inPlans)}`,
    lists: (count: number): string =>
      count === 1
        ? "1 list that a space is compared with"
        : `${number(count)} lists that spaces are compared with`,
    backups: (count: number): string =>
      count === 1
        ? "The backup, since it may contain some of this"
        : `All ${number(count)} backups, since they may contain some of this`,
    onPlatform: "Nothing changes on the platform: people and instances stay there.",
    forgotten:
      "Cohort no longer knows who was invited, so someone who never joined could get a second email. You can't undo this.",
    underWay: {
      title: "Some of this is still being sent",
      text: "Wait until it's sent, or cancel it in Activity. Then you can delete it.",
    },
    left: {
      nothing: "The data was deleted.",
      untilOthersClose:
        "The data was deleted. Cohort is also open in a terminal: parts of it stay in a file beside the data until you close it.",
      copies:
        "The data was deleted, but a copy of it couldn't be removed. Close other programs that use Cohort's folder, then delete old data once more.",
    } satisfies Record<ErasedLeft, string>,
    older: {
      group: "Delete",
      title: "Delete old data",
      hint: "Finished plans, drafts and lists that nobody has changed since a day that you choose.",
      open: "Choose a day…",
      heading: "Delete old data?",
      day: "Delete what is older than",
      nothing: "Nothing is older than that.",
      button: "Delete for good",
    },
    account: {
      keep: "Keep its data",
      keepText:
        "Drafts and what was sent stay on this computer. If you add the account again, you'll find them there.",
      all: "Delete its data too",
      allText: "Drafts, plans, people and lists are deleted for good.",
      question: "What should happen to its data?",
      button: "Delete account and data",
    },
  },
};
