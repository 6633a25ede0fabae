import { en } from "./en/index";

/** What every language has to say; a text that is missing in one does not compile. */
export type Texts = typeof en;

export const t: Texts = en;

export type {
  Cure,
  DifferenceGroupId,
  FindingWords,
  PersonField,
  ProblemContext,
  ProblemWords,
} from "./words";
