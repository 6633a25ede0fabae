/**
 * The texts of the window in the language that is shown. Only that language is loaded, before
 * anything else of the window.
 */

import type { Language } from "../bridge";
import type { en } from "./en/index";

/** Every language has the type of the English texts, so a missing text does not compile. */
export type Texts = typeof en;

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
export type {
  Cure,
  DifferenceGroupId,
  FindingWords,
  PersonField,
  ProblemContext,
  ProblemWords,
} from "./words";
