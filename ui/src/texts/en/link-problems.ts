/** What can go wrong with the sign-up link of a course. */

import { name } from "../../lib/rich-text";
import type { ProblemTable } from "../words";

const checkAgain = { does: "refresh", label: "Check again" } as const;

export const linkProblems = {
  linkNotACourse: () => ({
    title: "Only a course has a link",
    cause: [
      "A link gives each person an individual instance, and this space has none. Invite people by email instead.",
    ],
    cure: null,
  }),
  linkNotOffered: () => ({
    title: "Cohort can't create links on this platform",
    cause: ["Create the link on the platform's website, and paste it on the Link tab."],
    cure: null,
  }),
  linkGone: () => ({
    title: "There's no link any more",
    cause: ["It was withdrawn in the meantime. Refresh the page, or create a new link."],
    cure: checkAgain,
  }),
  linkLocked: (_, { space }) => ({
    title: "The platform doesn't let you change the link",
    cause: [
      "The link is as it was. You may no longer be an administrator of ",
      space === undefined ? "this course" : name(space),
      ", or it may have been archived or made read-only. Refresh the space to see its current state.",
    ],
    cure: checkAgain,
  }),
  linkMakeUnconfirmed: () => ({
    title: "Cohort can't tell whether the link was created",
    cause: [
      "The platform's response was lost. Check again before you give a link to anyone: the one that you see may have been replaced.",
    ],
    cure: checkAgain,
  }),
  linkWithdrawUnconfirmed: () => ({
    title: "Cohort can't tell whether the link was withdrawn",
    cause: ["The platform's response was lost. Check again to see whether people can still join."],
    cure: checkAgain,
  }),
  linkDayMissing: () => ({
    title: "The date isn't complete",
    cause: ["Enter the last day on which the link works."],
    cure: null,
  }),
  linkDayIsOver: () => ({
    title: "This day has passed",
    cause: ["Enter today or a later day."],
    cure: null,
  }),
  linkDomain: ({ about }) => ({
    title: "A domain isn't valid",
    cause:
      about === null
        ? ["Enter domains such as uni.example."]
        : [name(about), " isn't a domain. Enter one such as uni.example."],
    cure: null,
  }),
  linkUses: () => ({
    title: "The number of people isn't valid",
    cause: ["Enter a whole number from 1 to 1,000,000, or leave the field empty."],
    cure: null,
  }),
  linkInvalid: () => ({
    title: "This isn't a link",
    cause: ["Copy the whole link from the platform's website. It begins with https://."],
    cure: null,
  }),
  linkInsecure: () => ({
    title: "This link isn't secure",
    cause: [
      "People would be asked to enter their address and a password there. Use a link that begins with https://.",
    ],
    cure: null,
  }),
  linkElsewhere: ({ about }) => ({
    title: "This link leads to another address",
    cause:
      about === null
        ? ["It isn't your platform's. Confirm that it's the right one."]
        : ["It isn't your platform's. Confirm that it's the right one: ", name(about)],
    cure: null,
  }),
  linkTooLong: () => ({
    title: "This link is too long for a QR code",
    cause: ["A QR code holds up to 2,953 characters. Copy the link or write an email instead."],
    cure: null,
  }),
  printerMissing: () => ({
    title: "Cohort couldn't open the print dialog",
    cause: ["Save the page as a file instead, and print it from your browser."],
    cure: null,
  }),
} satisfies Partial<ProblemTable>;
