/**
 * The texts of the window in the language that is shown. Only that language is loaded, before
 * anything else of the window.
 */

import type { Language } from "../bridge";
import type { Texts } from "./en/index";

const tables: Record<Language, () => Promise<Texts>> = {
  en: async () => (await import("./en/index")).en,
  de: async () => (await import("./de/index")).de,
};

/** Set before the window is loaded, and never again: another language reloads the page. */
export let t: Texts;

export const loadTexts = async (language: Language): Promise<void> => {
  t = await tables[language]();
  document.documentElement.lang = language;
};

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
