/**
 * What the texts of each language are made of: the words for a problem and its button, for a
 * finding, for a page of the help.
 */

import type { FilePerson, Problem, ProblemCode, StepKind } from "../bridge";
import type { RichText } from "../lib/rich-text";

/** What the button of a problem does. The page that shows the problem carries it out. */
export type Cure =
  | "tryAgain"
  | "enterKey"
  | "keepThisRun"
  | "lookUpAgain"
  | "sendAgain"
  | "refresh"
  | "toDrafts"
  | "toList"
  | "toActivity"
  | "chooseFile"
  | "chooseSlug"
  | "chooseInstance"
  | "fixAddress"
  | "writeToAdministrators"
  | "restore"
  | "openPlatform";

export type ProblemWords = {
  title: string;
  /** What happened, and what to do. */
  cause: RichText;
  cure: { does: Cure; label: string } | null;
};

/** What a text can use besides the problem itself. */
export type ProblemContext = {
  space?: string;
  administrators?: readonly string[];
  /** What was deleted can be restored from here. */
  restores?: boolean;
  /** The kind of step that it happened to. The address of somebody invited can be fixed from here. */
  stepKind?: StepKind;
};

/** A code without a text doesn't compile. */
export type ProblemTable = Record<
  ProblemCode,
  (problem: Problem, context: ProblemContext) => ProblemWords
>;

export type FindingWords = { title: string; text: string };

/** What a newer file means for a person: they are added, gone from it, or changed. */
export type DifferenceGroupId = "added" | "gone" | "changed";

/** A word of the platform: as it reads in a sentence, as a heading, and what it means. */
export type HelpTerm = { word: string; title: string; text: string };

/** A help page: one task, in a few sentences and, where there is an order, in steps. */
export type HelpPage = { title: string; text: readonly string[]; steps?: readonly string[] };

/** A state that the help explains: its mark, what it is called, and what it means. */
export type ExplainedState = readonly [
  mark: "waiting" | "never" | "sending" | "invited" | "joined" | "failed" | "unknown",
  called: string,
  meaning: string,
];

/** What a file can say about a person. */
export type PersonField = keyof FilePerson;

/** The causes that the page Troubleshooting explains. */
export const causeIds = [
  "noPermission",
  "wrongPlace",
  "invalidAddress",
  "deleted",
  "offline",
  "apiKey",
  "serverFault",
  "unknown",
  "support",
] as const;

export type CauseId = (typeof causeIds)[number];

/** A cause of problems: what it is called, what the user sees, why it is so, and what to do. */
export type CauseWords = {
  title: string;
  seen: string;
  why: string;
  steps: readonly string[];
};
