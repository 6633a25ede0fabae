/** Why one invitation, or a step on the way to it, isn't done: what happened, and what to do. */

import type { ProblemCode } from "../../bridge";
import { name } from "../../lib/rich-text";
import type { ProblemTable } from "../words";
import { clockOf } from "./speech";

type DeliveryCode = Extract<
  ProblemCode,
  | "stillOpen"
  | "notTracked"
  | "revoked"
  | "addressCorrected"
  | "notOffered"
  | "instanceNotOffered"
  | "noInvitation"
  | "joinedSince"
  | "personAddress"
  | "sameAddress"
  | "personInAlready"
  | "instanceStays"
  | "instanceWorkedOn"
  | "wrongPlace"
  | "waitsForOther"
  | "emailUnknown"
  | "checkingAgain"
  | "waitsFor"
  | "exists"
  | "slugTaken"
  | "notForGroup"
  | "notTheirs"
  | "inUse"
  | "wouldOverwrite"
  | "targetUnreadable"
  | "nothingToDistribute"
  | "notListed"
  | "distributionFailed"
  | "taskLost"
  | "gaveUp"
>;

const tryAgain = { does: "tryAgain", label: "Retry" } as const;

export const deliveryProblems: Pick<ProblemTable, DeliveryCode> = {
  stillOpen: () => ({
    title: "The first invitation is still open",
    cause: ["While it's open, the platform won't send another."],
    cure: null,
  }),
  notTracked: () => ({
    title: "No longer tracked",
    cause: [
      "Cohort couldn't tell whether the email was sent. You can send it again, or invite this person from another list.",
    ],
    cure: null,
  }),
  revoked: ({ about }) => ({
    title: "The invitation was revoked",
    cause:
      about === null
        ? ["If you retry, this person will be invited again."]
        : [
            "The instance ",
            name(about),
            " was kept, because it may contain someone's work. If you retry, this person will be invited again.",
          ],
    cure: null,
  }),
  addressCorrected: ({ about }) => ({
    title: "The address was corrected",
    cause:
      about === null
        ? ["The correct address was invited instead."]
        : [name(about), " was invited instead."],
    cure: null,
  }),
  notOffered: () => ({
    title: "Cohort can't do this on this platform",
    cause: ["You can do it on the platform's website, on the page that lists the people."],
    cure: null,
  }),
  instanceNotOffered: () => ({
    title: "Cohort can't delete or restore instances on this platform",
    cause: ["You can do it on the platform's website."],
    cure: null,
  }),
  noInvitation: () => ({
    title: "There's no longer an open invitation",
    cause: ["It was accepted, has expired or was revoked. Refresh the space to see which."],
    cure: null,
  }),
  joinedSince: () => ({
    title: "This person has joined",
    cause: [
      "Nothing was deleted. If you still want to remove this person, use the platform's website.",
    ],
    cure: null,
  }),
  personAddress: () => ({
    title: "This address isn't valid",
    cause: ["Enter an address such as name@university.edu."],
    cure: null,
  }),
  sameAddress: () => ({
    title: "This is the address that was already invited",
    cause: ["Enter the correct address."],
    cure: null,
  }),
  personInAlready: () => ({
    title: "This person is already in or already invited",
    cause: ["Nothing was sent."],
    cure: null,
  }),
  instanceStays: () => ({
    title: "This instance can't be deleted",
    cause: ["Master and Distributed belong to every space."],
    cure: null,
  }),
  instanceWorkedOn: () => ({
    title: "A plan is still working on this instance",
    cause: ["Wait until it's done, or cancel it in Activity. Then delete the instance."],
    cure: { does: "toActivity", label: "Go to Activity" },
  }),
  wrongPlace: ({ about }) => ({
    title: "You can't invite people to this instance",
    cause:
      about === null
        ? [
            "This instance isn't shared, or the platform no longer lists it. Choose another instance.",
          ]
        : [
            name(about),
            " isn't a shared instance, or the platform no longer lists it. Choose another instance.",
          ],
    cure: { does: "chooseInstance", label: "Choose another instance" },
  }),
  waitsForOther: ({ about }) => ({
    title: "Waiting for another invitation to the same person",
    cause:
      about === null
        ? [
            "So that nobody is invited twice, this one continues when the outcome of the other invitation is known.",
          ]
        : [
            "So that nobody is invited twice, this one continues when the outcome of the invitation to ",
            name(about),
            " is known.",
          ],
    cure: null,
  }),
  emailUnknown: () => ({
    title: "Cohort can't tell whether this email was sent",
    cause: [
      "The platform's response was lost, and the platform can't say what happened. Check again later to see whether this person has joined. If you send it again, they may get a second email.",
    ],
    cure: { does: "lookUpAgain", label: "Check again" },
  }),
  checkingAgain: ({ about }) => ({
    title:
      about === null ? "Checking again soon" : `Checking again at ${clockOf(about, Date.now())}`,
    cause: [
      "The platform's response was lost, and it may still be processing the request. So that nobody is emailed twice, Cohort waits before it checks again.",
    ],
    cure: null,
  }),
  waitsFor: () => ({
    title: "Waiting for an earlier step",
    cause: ["This continues automatically when that step is done."],
    cure: null,
  }),
  exists: ({ about }) => ({
    title: "An individual instance already exists",
    cause:
      about === null
        ? [
            "It wasn't created by these invitations, and it may contain someone's work. Choose what should happen to it. Your choice applies to all such instances.",
          ]
        : [
            name(about),
            " wasn't created by these invitations, and it may contain someone's work. Choose what should happen to it. Your choice applies to all such instances.",
          ],
    cure: null,
  }),
  slugTaken: () => ({
    title: "The slug was taken in the meantime",
    cause: [
      "An instance with this slug was created after you chose it, so yours wasn't created. Choose another slug.",
    ],
    cure: { does: "chooseSlug", label: "Choose another slug" },
  }),
  notForGroup: () => ({
    title: "The slug of the group belongs to another instance",
    cause: [
      "The instance has another name or can't be shared, so nobody was invited into it. Give the group another name, then invite its people again.",
    ],
    cure: null,
  }),
  notTheirs: () => ({
    title: "The slug belongs to another instance",
    cause: [
      "The instance with the slug of this person's individual instance has another name, so nobody was invited into it. If it's theirs, name it after their email address on the platform, then retry. Otherwise invite them to a shared instance.",
    ],
    cure: null,
  }),
  inUse: () => ({
    title: "Someone is already using the instance",
    cause: [
      "Someone was invited into it before the material was distributed, so nothing was overwritten. Distribute the material to it from the Instances tab.",
    ],
    cure: null,
  }),
  wouldOverwrite: () => ({
    title: "The material would overwrite something in the instance",
    cause: [
      "Nothing was changed. Choose whether a snapshot is taken and the material is distributed over it, or whether the instance is skipped.",
    ],
    cure: null,
  }),
  targetUnreadable: () => ({
    title: "Part of the instance couldn't be read",
    cause: [
      "The material might overwrite something in it, so nothing was changed. Choose whether a snapshot is taken and the material is distributed, or whether the instance is skipped.",
    ],
    cure: null,
  }),
  nothingToDistribute: () => ({
    title: "The snapshot holds nothing that can be distributed",
    cause: ["Nothing was changed. Distribute another snapshot."],
    cure: null,
  }),
  notListed: ({ about }) => ({
    title: "The slug is taken by an instance that you can't see",
    cause: [
      ...(about === null ? ["The instance"] : [name(about)]),
      " was deleted in the last 24 hours or is hidden from you. An administrator can restore a deleted instance on the platform's website. The slug is free again 24 hours after the deletion.",
    ],
    cure: tryAgain,
  }),
  distributionFailed: ({ about }) => ({
    title: "The material couldn't be distributed",
    cause:
      about === null
        ? [
            "The platform started to distribute it, but didn't finish. Nobody was invited to an instance without its material.",
          ]
        : [
            "The platform started to distribute it to ",
            name(about),
            ", but didn't finish. Nobody was invited to an instance without its material.",
          ],
    cure: { does: "tryAgain", label: "Distribute again" },
  }),
  taskLost: () => ({
    title: "Cohort can't tell whether the material was distributed",
    cause: [
      "The platform accepted the task, but hasn't reported a result for an hour. Open the instance on the platform to check before you distribute the material again.",
    ],
    cure: { does: "lookUpAgain", label: "Check again" },
  }),
  gaveUp: () => ({
    title: "Stopped after 12 attempts",
    cause: ["The platform had a temporary problem every time, so this wasn't done."],
    cure: tryAgain,
  }),
};
