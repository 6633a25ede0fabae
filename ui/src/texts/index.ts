/**
 * The texts of the window in the language that is shown. Only that language is loaded, before
 * anything else of the window.
 */

import type { LanguageChoice } from "../bridge";
import type { Texts } from "./en/index";

export type Language = Exclude<LanguageChoice, "system">;

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

const isKnown = (language: string): language is Language => Object.hasOwn(tables, language);

/** The language to show: what the user chose, or else the first of the system's that there is. */
export const languageFor = (choice: LanguageChoice, systems: readonly string[]): Language => {
  if (choice !== "system") return choice;
  return systems.map((tag) => tag.split("-")[0]?.toLowerCase() ?? "").find(isKnown) ?? "en";
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
