/**
 * All texts of the window, for what isn't part of its first page. They have to be loaded before this
 * is, because many modules read a text as soon as they are loaded.
 */

import { all } from "./first";
import type { Texts } from "./en/index";

const loaded = (): Texts => {
  if (all === undefined)
    throw new Error("This is part of the first page: take `t` from texts/first");
  return all;
};

export const t = loaded();

export type { HelpPageId, TermId } from "./en/help";
export type { Texts } from "./en/index";
export type {
  Cure,
  DifferenceGroupId,
  FindingWords,
  PersonField,
  ProblemContext,
  ProblemWords,
} from "./words";
