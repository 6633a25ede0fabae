import { en } from "./en/index";

/**
 * The texts of the window in the language that is chosen. Every language has the type of the
 * English texts, so a missing text does not compile.
 */
export type Texts = typeof en;

export const t: Texts = en;

export type { HelpPageId, TermId } from "./en/help";
export type {
  Cure,
  DifferenceGroupId,
  FindingWords,
  PersonField,
  ProblemContext,
  ProblemWords,
} from "./words";
