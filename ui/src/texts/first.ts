/**
 * The texts of the window in the language that is shown, in two parts: first what the first page
 * says, which is all that the window waits for, and the others with whatever is loaded later.
 *
 * What belongs to the first page takes `t` from here, and everything else from `texts/index.ts`.
 */

import type { Language } from "../bridge";
import type { FirstTexts } from "./en/first";
import type { Texts } from "./en/index";

const firstTables: Record<Language, () => Promise<FirstTexts>> = {
  en: async () => (await import("./en/first")).first,
  de: async () => (await import("./de/first")).first,
};

const tables: Record<Language, () => Promise<Texts>> = {
  en: async () => (await import("./en/index")).en,
  de: async () => (await import("./de/index")).de,
};

/** Set before the window is loaded, and never again: another language reloads the page. */
export let t: FirstTexts;

/** Set before anything is loaded that isn't part of the first page. */
export let all: Texts | undefined;

let chosen: Language = "en";

export const loadFirstTexts = async (language: Language): Promise<void> => {
  chosen = language;
  t = await firstTables[language]();
  document.documentElement.lang = language;
};

export const loadAllTexts = async (): Promise<void> => {
  all = await tables[chosen]();
};
