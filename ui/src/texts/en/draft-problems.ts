/** Why a draft can't be sent as it is, found by Cohort itself before the platform is asked. */

import type { ProblemCode } from "../../bridge";
import type { ProblemTable } from "../words";

type DraftCode = Exclude<Extract<ProblemCode, `draft${string}`>, "draftGone" | "draftChanged">;

const toList = { does: "toList", label: "Go to list" } as const;

export const draftProblems: Pick<ProblemTable, DraftCode> = {
  draftIncomplete: () => ({
    title: "This draft isn't complete yet",
    cause: ["Some choices are still missing. Go back through its steps, make them, then retry."],
    cure: null,
  }),
  draftMaybeSent: () => ({
    title: "This list may have been sent already",
    cause: [
      "Nothing was sent just now. Cohort's data was restored or copied after this list was made, so it may have been sent since then, from this computer or another one. If it's sent again, people may get a second email. If that's all right, allow sending it, then send it.",
    ],
    cure: null,
  }),
  draftToFix: () => ({
    title: "Not every address is valid",
    cause: ["Nothing was sent. Fix the addresses that aren't valid, or skip their rows."],
    cure: toList,
  }),
  draftTooManyGroups: () => ({
    title: "This list has too many groups",
    cause: [
      "Nothing was sent, because Cohort can't create that many instances at once. Divide the list into several drafts.",
    ],
    cure: toList,
  }),
  draftNoGroup: () => ({
    title: "Not everyone has a group",
    cause: [
      "Nothing was sent, because there's no instance to invite people without a group to. Enter a group for each of them, or skip their rows.",
    ],
    cure: toList,
  }),
  draftNotTheirs: () => ({
    title: "The slug of an individual instance belongs to another instance",
    cause: [
      "Nothing was sent. The instance with this slug has another name. If it's the person's own, name it after their email address on the platform, then refresh the space. Otherwise skip the row.",
    ],
    cure: toList,
  }),
  draftAddressGroups: () => ({
    title: "A group has an email address as its name",
    cause: [
      "Nothing was sent, because the instance of such a group would count as one person's. Give the group another name in the list.",
    ],
    cure: toList,
  }),
  draftNotSharedGroups: () => ({
    title: "The slug of a group belongs to an instance that can't be shared",
    cause: ["Nothing was sent. Give the group another name in the list."],
    cure: toList,
  }),
  draftOtherNameGroups: () => ({
    title: "The slug of a group belongs to an instance with another name",
    cause: [
      "Nothing was sent. Confirm that you want to invite the group into this instance, or give the group another name in the list.",
    ],
    cure: toList,
  }),
  draftNewInstances: () => ({
    title: "Some of the names or slugs can't be used",
    cause: ["Nothing was created. Fix what's marked beside the names, then create the instances."],
    cure: { does: "toList", label: "Go to names" },
  }),
  draftNoTargets: () => ({
    title: "No instance would get this material",
    cause: ["Nothing was distributed. Choose other instances, or allow overwriting."],
    cure: { does: "toList", label: "Choose instances" },
  }),
  draftMessageTooLong: () => ({
    title: "The message is too long",
    cause: ["Nothing was distributed. Shorten the message, then distribute the material."],
    cure: null,
  }),
};
