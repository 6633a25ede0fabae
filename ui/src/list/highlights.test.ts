/**
 * The underline of a finding stands exactly where the finding says, shows the most severe one, and
 * never hides what was searched for.
 */

import { describe, expect, it } from "vitest";

import { aFinding } from "../drafts/fake-drafts";
import { segmentsOf } from "./highlights";

describe("the underline beneath an address", () => {
  it("stands at exactly the place", () => {
    expect(segmentsOf("s.rossi@.uni.example", [aFinding({ at: [8, 9] })])).toEqual([
      { text: "s.rossi@", severity: null, found: false },
      { text: ".", severity: "toFix", found: false },
      { text: "uni.example", severity: null, found: false },
    ]);
  });

  it("stands beneath all of it where no place is known", () => {
    expect(segmentsOf("abc", [aFinding({ severity: "toCheck" })])).toEqual([
      { text: "abc", severity: "toCheck", found: false },
    ]);
  });

  it("stands at the nearest character where something is missing", () => {
    expect(segmentsOf("ada@", [aFinding({ at: [4, 4] })])).toEqual([
      { text: "ada", severity: null, found: false },
      { text: "@", severity: "toFix", found: false },
    ]);
  });

  it("shows the graver of two, and nothing for what is only told", () => {
    const asks = aFinding({ severity: "toCheck", at: [0, 4] });
    const blocks = aFinding({ at: [2, 3] });
    const tells = aFinding({ severity: "note" });
    expect(segmentsOf("abcd", [blocks, asks, tells]).map((part) => part.severity)).toEqual([
      "toCheck",
      "toFix",
      "toCheck",
    ]);
    expect(segmentsOf("abcd", [tells])).toEqual([{ text: "abcd", severity: null, found: false }]);
  });

  it("doesn't hide what was searched for", () => {
    expect(segmentsOf("abcd", [aFinding({ at: [0, 2] })], [[1, 3]])).toEqual([
      { text: "a", severity: "toFix", found: false },
      { text: "b", severity: "toFix", found: true },
      { text: "c", severity: null, found: true },
      { text: "d", severity: null, found: false },
    ]);
  });
});
