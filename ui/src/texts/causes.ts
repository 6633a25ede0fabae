/**
 * Which cause the page Troubleshooting explains for a problem, and which causes fit what is typed.
 */

import type { Problem, ProblemCode } from "../bridge";
import { searchable } from "../lib/search";
import { t } from ".";
import { type CauseId, causeIds } from "./words";

const codes: Record<CauseId, readonly ProblemCode[]> = {
  noPermission: ["notAllowed", "linkLocked"],
  wrongPlace: ["wrongPlace", "inUse"],
  invalidAddress: ["invalid", "personAddress"],
  deleted: ["deleted", "notFound", "notListed"],
  offline: ["offline", "timeout", "notThePlatform", "tlsRefused"],
  apiKey: ["keyRefused", "keyMissing", "keyringLocked", "noKeyring", "keyringRefused"],
  serverFault: ["serverFault", "busy", "unreadable", "gaveUp", "distributionFailed"],
  unknown: ["answerLost", "emailUnknown", "taskLost", "checkingAgain"],
  support: ["internal", "answerTooLarge"],
};

/** A problem of which nothing but its kind is known. */
const bare = (code: ProblemCode): Problem => ({
  code,
  about: null,
  fields: [],
  incident: null,
  status: null,
  detail: null,
  waitSeconds: null,
});

/** `null`: the problem explains itself, and says what to do. */
export const causeOf = (code: ProblemCode): CauseId | null =>
  causeIds.find((cause) => codes[cause].includes(code)) ?? null;

/** Everything that a cause may be found by: its texts, and what the window calls its problems. */
const soughtIn = (cause: CauseId): string => {
  const { title, seen, why, steps } = t.troubleshooting.causes.of[cause];
  const titles = codes[cause].map((code) => t.problem(bare(code)).title);
  return searchable([title, seen, why, ...steps, ...titles].join("\n"));
};

/** The causes in which every word that is typed occurs. */
export const causesFor = (typed: string): CauseId[] => {
  const words = searchable(typed)
    .split(/\s+/u)
    .filter((word) => word !== "");
  return causeIds.filter((cause) => {
    const text = soughtIn(cause);
    return words.every((word) => text.includes(word));
  });
};
