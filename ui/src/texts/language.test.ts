import { expect, it } from "vitest";

import { languageFor } from ".";

it.each([
  ["de", ["en-US"], "de"],
  ["en", ["de-CH"], "en"],
  ["system", ["de-CH", "en"], "de"],
  ["system", ["rm", "de"], "de"],
  ["system", ["en-GB", "de"], "en"],
  // Not German, although it begins like it.
  ["system", ["den"], "en"],
  ["system", [], "en"],
] as const)("chosen %s, the system's %s: %s", (choice, systems, shown) => {
  expect(languageFor(choice, systems)).toBe(shown);
});
