/** Which cause the page Troubleshooting explains for a problem. */

import type { ProblemCode } from "../bridge";
import { type CauseId, causeIds } from "./words";

export const codesOf: Record<CauseId, readonly ProblemCode[]> = {
  noPermission: ["notAllowed", "linkLocked"],
  wrongPlace: ["wrongPlace", "inUse"],
  invalidAddress: ["invalid", "personAddress"],
  deleted: ["deleted", "notFound", "notListed"],
  offline: ["offline", "timeout", "notThePlatform", "tlsRefused"],
  apiKey: [
    "keyRefused",
    "keyMissing",
    "keyLocked",
    "keyUnreadable",
    "keyringLocked",
    "noKeyring",
    "keyringRefused",
    "keyStaysLocked",
    "keyStays",
  ],
  serverFault: ["serverFault", "busy", "unreadable", "gaveUp", "distributionFailed"],
  unknown: ["answerLost", "emailUnknown", "taskLost", "checkingAgain"],
  support: ["internal", "answerTooLarge"],
};

/** `null`: the problem explains itself, and says what to do. */
export const causeOf = (code: ProblemCode): CauseId | null =>
  causeIds.find((cause) => codesOf[cause].includes(code)) ?? null;
