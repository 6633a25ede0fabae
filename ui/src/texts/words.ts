import type { FilePerson, Problem, ProblemCode } from "../bridge";
import type { RichText } from "../lib/rich-text";

/** What the button of a problem does. The page that shows the problem carries it out. */
export type Cure =
  | "tryAgain"
  | "giveKey"
  | "keepThisRun"
  | "lookUpAgain"
  | "sendAgain"
  | "refresh"
  | "toDrafts"
  | "toList"
  | "toOutbox"
  | "chooseFile"
  | "chooseSlug";

export type ProblemWords = {
  title: string;
  /** What happened, and what to do. */
  cause: RichText;
  cure: { does: Cure; label: string } | null;
};

/** What a text can use besides the problem itself. */
export type ProblemContext = { space?: string; administrators?: readonly string[] };

/** A code without a text does not compile. */
export type ProblemTable = Record<
  ProblemCode,
  (problem: Problem, context: ProblemContext) => ProblemWords
>;

export type FindingWords = { title: string; text: string };

/** What a newer file means for a person: they are added, gone from it, or changed. */
export type DifferenceGroupId = "added" | "gone" | "changed";

/** What a file can say about a person. */
export type PersonField = keyof FilePerson;
