/** What can go wrong with accounts and their API keys. */

import { name } from "../../lib/rich-text";
import type { ProblemTable } from "../words";

const tryAgain = { does: "tryAgain", label: "Retry" } as const;
const enterKey = { does: "enterKey", label: "Enter API key" } as const;
const keepThisRun = { does: "keepThisRun", label: "Keep key until Cohort closes" } as const;

export const accountProblems = {
  addressInvalid: () => ({
    title: "This isn't a web address",
    cause: ["Enter an address such as https://api.eu1.nuvolos.cloud."],
    cure: null,
  }),
  addressInsecure: () => ({
    title: "The address must start with https://",
    cause: ["Without it, other people on the network could read your API key."],
    cure: null,
  }),
  accountKnown: ({ about }) => ({
    title: "You've already added this account",
    cause:
      about === null
        ? ["Choose it at the top left. You can change its API key there too."]
        : [name(about), " is one of your accounts. Choose it at the top left."],
    cure: null,
  }),
  keyEmpty: () => ({
    title: "Enter your API key",
    cause: ["You can find it in your user settings on the platform."],
    cure: null,
  }),
  noKeyring: () => ({
    title: "This computer has no keyring to store the API key in",
    cause: [
      "Cohort doesn't store keys anywhere else. It can keep this one in memory until you close Cohort, and ask you for it again next time.",
    ],
    cure: keepThisRun,
  }),
  keyringLocked: () => ({
    title: "The keyring is locked",
    cause: [
      "Unlock it in the window that your system shows, then retry. Or keep the key in memory until you close Cohort.",
    ],
    cure: keepThisRun,
  }),
  keyringRefused: () => ({
    title: "The keyring couldn't store the API key",
    cause: [
      "Cohort doesn't store keys anywhere else. It can keep this one in memory until you close Cohort, and ask you for it again next time.",
    ],
    cure: keepThisRun,
  }),
  keyMissing: () => ({
    title: "The API key for this account is missing",
    cause: [
      "It's no longer in the system keyring, or it was only kept until Cohort was closed. Enter it again.",
    ],
    cure: enterKey,
  }),
  keyLocked: () => ({
    title: "The keyring is locked",
    cause: [
      "The API key for this account is in it. Unlock it in the window that your system shows, then retry.",
    ],
    cure: tryAgain,
  }),
  keyUnreadable: () => ({
    title: "The API key couldn't be read from the keyring",
    cause: ["It may work the next time. If it doesn't, enter the key again."],
    cure: enterKey,
  }),
  keyStaysLocked: () => ({
    title: "The keyring is locked",
    cause: [
      "The account is still there, with its key. Unlock the keyring, then remove the account.",
    ],
    cure: null,
  }),
  keyStays: () => ({
    title: "The keyring couldn't remove the API key",
    cause: [
      "The account is still there, with its key. Delete the key in your system's keyring, then remove the account.",
    ],
    cure: null,
  }),
  accountGone: () => ({
    title: "This account no longer exists",
    cause: ["It was removed from Cohort."],
    cure: null,
  }),
  accountInUse: () => ({
    title: "This account still has something to send",
    cause: [
      "It wasn't removed. Wait until everything is sent, or cancel it in Activity, then remove the account.",
    ],
    cure: { does: "toActivity", label: "Go to Activity" },
  }),
  keyRefused: () => ({
    title: "The platform rejected this API key",
    cause: [
      "It may have been mistyped, or replaced by a newer key on the platform. Enter the current key.",
    ],
    cure: enterKey,
  }),
} satisfies Partial<ProblemTable>;
