import { name, type Piece, type RichText } from "../../lib/rich-text";
import { visibleText } from "../../lib/visible-text";
import type { ProblemContext, ProblemTable } from "../words";
import { fileProblems } from "./file-problems";

const tryAgain = { does: "tryAgain", label: "Try again" } as const;
const giveKey = { does: "giveKey", label: "Give the key again" } as const;

const names = (people: readonly string[]): RichText =>
  people.slice(0, 3).flatMap((person, index, shown): Piece[] => {
    if (index === 0) return [name(person)];
    return [index === shown.length - 1 ? " or " : ", ", name(person)];
  });

const notAllowed = ({ space, administrators = [] }: ProblemContext): RichText => {
  const where: Piece = space === undefined ? "this space" : name(space);
  if (administrators.length === 0) {
    return [
      "You are not an administrator of ",
      where,
      ", says the platform. Ask one of its administrators to send this, or to make you one.",
    ];
  }
  return [
    "You are not an administrator of ",
    where,
    ", says the platform. Ask ",
    ...names(administrators),
    " to send this, or to make you one.",
  ];
};

const wait = (seconds: number): string =>
  seconds === 1
    ? "It asks to wait one second."
    : seconds < 120
      ? `It asks to wait ${seconds} seconds.`
      : `It asks to wait ${Math.ceil(seconds / 60)} minutes.`;

export const problems: ProblemTable = {
  ...fileProblems,
  offline: () => ({
    title: "The platform cannot be reached",
    cause: [
      "This computer is offline, or the platform's address does not answer. Nothing is lost: what waits goes out by itself once the way is free.",
    ],
    cure: tryAgain,
  }),
  timeout: () => ({
    title: "The platform took too long to answer",
    cause: ["It may be busy, or the connection slow. Trying again does no harm."],
    cure: tryAgain,
  }),
  notThePlatform: ({ about }) => ({
    title: "A web page answered, not the platform",
    cause:
      about === null
        ? [
            "There is a server at this address, but it does not speak as the platform does. Look for “api” in the address; in a hotel or a train, sign in to its network first.",
          ]
        : [
            "There is a server at ",
            name(about),
            ", but it does not speak as the platform does. Look for “api” in the address; in a hotel or a train, sign in to its network first.",
          ],
    cure: tryAgain,
  }),
  tlsRefused: () => ({
    title: "The connection is not safe",
    cause: [
      "The server could not prove that it is who it says. Check the address and this computer's clock, or ask your IT service.",
    ],
    cure: tryAgain,
  }),
  unreadable: () => ({
    title: "The platform's answer could not be read",
    cause: ["It answered with something that Cohort does not understand. Trying again may help."],
    cure: tryAgain,
  }),
  answerLost: () => ({
    title: "The platform's answer was lost on the way",
    cause: ["It is not known whether this was done. Look again before sending it once more."],
    cure: { does: "lookAgain", label: "Look again" },
  }),
  serverFault: () => ({
    title: "The platform has a fault",
    cause: [
      "Something went wrong on the platform's side. Try again in a few minutes; if it stays, write to its support with the incident number below.",
    ],
    cure: tryAgain,
  }),
  busy: ({ waitSeconds }) => ({
    title: "The platform is busy",
    cause: [waitSeconds === null ? "It asks to wait a little." : wait(waitSeconds)],
    cure: tryAgain,
  }),
  keyRefused: () => ({
    title: "The platform does not know this key",
    cause: ["It may have been mistyped, or replaced by a newer one on the platform."],
    cure: giveKey,
  }),
  notAllowed: (_, context) => ({
    title: "You may not do this here",
    cause: notAllowed(context),
    cure: tryAgain,
  }),
  notFound: ({ about }) => ({
    title: "It is not there any more",
    cause:
      about === null
        ? ["The platform does not find what this is about. It may have been deleted or renamed."]
        : ["The platform does not find ", name(about), ". It may have been deleted or renamed."],
    cure: { does: "refresh", label: "Read the space again" },
  }),
  deleted: ({ about }) => ({
    title: "It was deleted less than a day ago",
    cause:
      about === null
        ? ["An administrator can bring it back within 24 hours, on the platform's own page."]
        : [
            name(about),
            " was deleted. An administrator can bring it back within 24 hours, on the platform's own page.",
          ],
    cure: tryAgain,
  }),
  alreadyIn: () => ({
    title: "Already in",
    cause: ["The platform has this person here already. Nothing was needed."],
    cure: null,
  }),
  clash: () => ({
    title: "The platform has this already",
    cause: ["Something of the same name, or the same invitation, is there already."],
    cure: { does: "lookAgain", label: "Look again" },
  }),
  invalid: ({ fields }) => ({
    title: "The platform does not take this as it is",
    cause: [
      fields.length === 0
        ? "It did not say which part. Check the address and try again."
        : `It says: ${fields.map((fault) => `${visibleText(fault.field)}: ${visibleText(fault.why)}`).join("; ")}.`,
    ],
    cure: tryAgain,
  }),
  addressInvalid: () => ({
    title: "This is not a web address",
    cause: ["It should look like https://api.eu1.nuvolos.cloud."],
    cure: null,
  }),
  addressInsecure: () => ({
    title: "The address must begin with https://",
    cause: ["Otherwise others on the way could read your key."],
    cure: null,
  }),
  accountKnown: ({ about }) => ({
    title: "This account is here already",
    cause:
      about === null
        ? ["Choose it at the top left. A new key is given there, too."]
        : [name(about), " is among your accounts. Choose it at the top left."],
    cure: null,
  }),
  keyEmpty: () => ({
    title: "The key is missing",
    cause: ["Paste the API key from your user settings on the platform."],
    cure: null,
  }),
  noKeyring: () => ({
    title: "This computer offers no keyring to keep the key in",
    cause: [
      "Cohort writes keys nowhere else. It can keep this one in memory until it is closed; you will be asked for it again at the next start.",
    ],
    cure: { does: "keepThisRun", label: "Keep it for this run only" },
  }),
  keyringLocked: () => ({
    title: "The keyring is locked",
    cause: [
      "Unlock it in the window your system shows and try again, or keep the key in memory until Cohort is closed.",
    ],
    cure: { does: "keepThisRun", label: "Keep it for this run only" },
  }),
  keyringRefused: () => ({
    title: "The keyring did not take the key",
    cause: [
      "Cohort writes keys nowhere else. It can keep this one in memory until it is closed; you will be asked for it again at the next start.",
    ],
    cure: { does: "keepThisRun", label: "Keep it for this run only" },
  }),
  keyMissing: () => ({
    title: "The key for this account is not here",
    cause: ["It is not in the system keyring any more, or was kept for one run only."],
    cure: { does: "giveKey", label: "Give the key" },
  }),
  dataUnreadable: ({ about }) => ({
    title: "The data on this computer could not be read",
    cause:
      about === null
        ? ["Nothing was changed in them."]
        : ["Nothing was changed in ", name(about), "."],
    cure: tryAgain,
  }),
  diskFull: () => ({
    title: "The disk is full",
    cause: [
      "This could not be saved; what was saved before is there still. Nothing is sent that cannot be written down first. Make some room and try again.",
    ],
    cure: tryAgain,
  }),
  diskFails: () => ({
    title: "The disk fails",
    cause: [
      "This could not be saved; what was saved before is there still. Nothing is sent that cannot be written down first. Look after the disk, or copy the data to another, and try again.",
    ],
    cure: tryAgain,
  }),
  draftGone: () => ({
    title: "This draft is not there any more",
    cause: ["It was sent or deleted, perhaps in a terminal beside this window."],
    cure: { does: "toDrafts", label: "Go to the drafts" },
  }),
  draftChanged: () => ({
    title: "The draft has changed since you looked at it",
    cause: ["Nothing was sent. This page now shows the draft as it is; look once more."],
    cure: tryAgain,
  }),
  nothingToSend: () => ({
    title: "There is nobody left to invite",
    cause: ["Everyone on the list is in already, invited already or left out."],
    cure: { does: "toList", label: "Go to the list" },
  }),
  planGone: () => ({
    title: "This is not in the outbox any more",
    cause: ["It was removed, perhaps in a terminal beside this window."],
    cure: { does: "toOutbox", label: "Go to the outbox" },
  }),
  tooLate: () => ({
    title: "Too late for that",
    cause: ["It has left already. This page shows how it stands."],
    cure: { does: "refresh", label: "Look again" },
  }),
  notYet: () => ({
    title: "Not yet",
    cause: [
      "What was taken back and is still on its way comes to its end first. Try again in a moment.",
    ],
    cure: null,
  }),
  stillOpen: () => ({
    title: "The first invitation is open still",
    cause: ["The platform mails none a second time while it is open."],
    cure: null,
  }),
  leftAtThat: () => ({
    title: "Left at that",
    cause: ["It was not known whether the mail went out. Another list may invite this person."],
    cure: null,
  }),
  takenBack: () => ({
    title: "The invitation was taken back",
    cause: ["Trying again invites this person anew."],
    cure: null,
  }),
  mended: ({ about }) => ({
    title: "The address was wrong",
    cause:
      about === null
        ? ["The right one was invited in its place."]
        : [name(about), " was invited in its place."],
    cure: null,
  }),
  notOffered: () => ({
    title: "This platform cannot do that from here",
    cause: ["Do it on the platform's own page, where the space lists its people."],
    cure: null,
  }),
  noInvitation: () => ({
    title: "There is no open invitation any more",
    cause: ["It was followed, has expired or was taken back since. Read the people anew."],
    cure: null,
  }),
  joinedSince: () => ({
    title: "This person has joined",
    cause: ["Nothing was deleted. Take them out on the platform's own page, if that is meant."],
    cure: null,
  }),
  personAddress: () => ({
    title: "This address cannot be right",
    cause: ["An address reads like name@university.edu."],
    cure: null,
  }),
  sameAddress: () => ({
    title: "This is the address they were invited by",
    cause: ["Type the right one."],
    cure: null,
  }),
  personInAlready: () => ({
    title: "Whoever has this address is in or invited already",
    cause: ["Nothing was sent."],
    cure: null,
  }),
  wrongPlace: ({ about }) => ({
    title: "Nobody can be invited there",
    cause:
      about === null
        ? ["This instance only hands out material. Choose another one."]
        : [name(about), " only hands out material. Choose another instance."],
    cure: null,
  }),
  waitsForOther: ({ about }) => ({
    title: "Waits for another invitation of the same person",
    cause:
      about === null
        ? ["Nobody is invited twice: once the other one has come to an end, this one goes on."]
        : [
            "Nobody is invited twice: once the invitation in ",
            name(about),
            " has come to an end, this one goes on.",
          ],
    cure: null,
  }),
  mailUnsure: () => ({
    title: "Not known whether the mail went out",
    cause: [
      "The platform's answer was lost on the way and it cannot tell. Look again later whether they have joined, or send it again; they may then get two mails.",
    ],
    cure: { does: "lookAgain", label: "Look again" },
  }),
  waitsFor: () => ({
    title: "Waits for the step before it",
    cause: ["It goes on by itself once that one is done."],
    cure: null,
  }),
  exists: ({ about }) => ({
    title: "An own instance is there already",
    cause:
      about === null
        ? [
            "It was not made by this, and may hold somebody's work. Say what should become of it; the answer counts for all of them.",
          ]
        : [
            name(about),
            " was not made by this, and may hold somebody's work. Say what should become of it; the answer counts for all of them.",
          ],
    cure: null,
  }),
  notListed: ({ about }) => ({
    title: "Its name is taken, but it is not to be seen",
    cause: [
      ...(about === null ? ["The instance"] : [name(about)]),
      " was deleted less than a day ago, or is hidden from you. An administrator can bring it back within 24 hours on the platform's own page; after that its name is free again.",
    ],
    cure: tryAgain,
  }),
  handOutFailed: ({ about }) => ({
    title: "The material could not be handed out",
    cause: [
      ...(about === null
        ? ["The platform began to hand it out and did not come to the end. "]
        : ["The platform began to hand it out to ", name(about), " and did not come to the end. "]),
      "Nobody was invited into an instance without its material.",
    ],
    cure: { does: "tryAgain", label: "Hand out again" },
  }),
  taskLost: () => ({
    title: "Not known whether the material arrived",
    cause: [
      "The platform took the task and has not said for an hour how it went. Look into the instance on the platform before you hand out again.",
    ],
    cure: { does: "lookAgain", label: "Look again" },
  }),
  gaveUp: () => ({
    title: "Gave up after several tries",
    cause: ["The platform had passing faults for too long. Nothing went out for this person."],
    cure: tryAgain,
  }),
  practiceDown: () => ({
    title: "The practice platform did not start",
    cause: ["Your other accounts are not touched by this. Close Cohort and open it again."],
    cure: tryAgain,
  }),
  browserMissing: ({ about }) => ({
    title: "No web browser could be opened",
    cause:
      about === null
        ? ["Set a default browser in your system's settings."]
        : ["Open this address yourself: ", name(about)],
    cure: null,
  }),
  internal: () => ({
    title: "Something went wrong inside Cohort",
    cause: [
      "This is a fault of the app, not of yours. What was saved is safe. The details below help whoever mends it.",
    ],
    cure: tryAgain,
  }),
};
