import type { FilePerson, Problem, ProblemCode } from "../bridge";
import type { RichText } from "../lib/rich-text";

/** What a button in a problem does. Whoever shows the problem carries it out. */
export type Cure =
  | "tryAgain"
  | "giveKey"
  | "keepThisRun"
  | "lookAgain"
  | "sendAgain"
  | "refresh"
  | "toDrafts"
  | "toList"
  | "toOutbox"
  | "chooseFile";

export type ProblemWords = {
  title: string;
  /** Why it is so, and what can be done. */
  cause: RichText;
  cure: { does: Cure; label: string } | null;
};

/** What the words may lean on besides the problem itself. */
export type ProblemContext = { space?: string; administrators?: readonly string[] };

/** A code without words does not compile. */
export type ProblemTable = Record<
  ProblemCode,
  (problem: Problem, context: ProblemContext) => ProblemWords
>;

export type FindingWords = { title: string; text: string };

/** What a newer file does to somebody who is in a list. */
export type DifferenceGroupId = "added" | "gone" | "changed";

/** What a file says of a person. */
export type PersonField = keyof FilePerson;
