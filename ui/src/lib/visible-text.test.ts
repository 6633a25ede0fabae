/**
 * Characters that could make a name look like another one become visible, and those that a script
 * needs stay as they are.
 */

import { describe, expect, it } from "vitest";

import { visibleText } from "./visible-text";

describe("a name from outside", () => {
  it("stays as it is where nothing is hidden in it", () => {
    for (const name of ["Ada Lovelace", "Nguyễn Thị Hương", "محمد بن موسى", "陳大文", "Zoë 👩‍🔬"]) {
      expect(visibleText(name)).toBe(name);
    }
  });

  it("shows characters that turn the direction of text", () => {
    expect(visibleText("a\u202Egnp.exe")).toBe("a⟦RLO⟧gnp.exe");
    expect(visibleText("\u2066x\u2069")).toBe("⟦LRI⟧x⟦PDI⟧");
  });

  it("shows control characters as their pictures", () => {
    expect(visibleText("a\nb\tc\u0000d\u007f")).toBe("a␊b␉c␀d␡");
    expect(visibleText("\u0085")).toBe("⟦85⟧");
  });

  it("shows what can't be seen", () => {
    expect(visibleText("a\u200Bb\uFEFF\u00AD")).toBe("a⟦ZWSP⟧b⟦BOM⟧⟦SHY⟧");
    expect(visibleText("\u{E0041}")).toBe("⟦TAG⟧");
    expect(visibleText("a\u2063b\u{1BCA0}")).toBe("a⟦2063⟧b⟦1BCA0⟧");
  });

  it("keeps joiners where a script needs them, and shows them between plain letters", () => {
    expect(visibleText("می\u200Cخواهم")).toBe("می\u200Cخواهم");
    expect(visibleText("ad\u200Da")).toBe("ad⟦ZWJ⟧a");
  });

  it("bears half a character", () => {
    expect(visibleText("\ud800x")).toBe("\ufffdx");
  });
});
