/** Which problems with sending come from the draft itself. */

import type { ProblemCode } from "../bridge";

/** The review shows them too, once it is read again, and what can be done about them. */
const ofTheDraft: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "draftChanged",
  "draftIncomplete",
  "draftMaybeSent",
  "draftToFix",
  "draftTooManyGroups",
  "draftNoGroup",
  "draftNotTheirs",
  "draftAddressGroups",
  "draftNotSharedGroups",
  "draftOtherNameGroups",
  "draftNewInstances",
  "draftNoTargets",
  "draftMessageTooLong",
  "nothingToSend",
  "nothingToDistribute",
]);

export const isOfTheDraft = (code: ProblemCode): boolean => ofTheDraft.has(code);
