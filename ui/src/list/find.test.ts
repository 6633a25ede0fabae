/**
 * Text is found in every cell without regard to case and accents, and its place in the cell is
 * known.
 */

import { describe, expect, it } from "vitest";

import { aRow } from "../drafts/fake-drafts";
import { searchable } from "../lib/search";
import { findMatches, matchesIn } from "./find";
import { runInSlices } from "./time-slicing";

describe("finding", () => {
  it("takes no notice of case and accents, and knows where it stands", () => {
    expect(matchesIn("Émilie du Châtelet", searchable("chatel"))).toEqual([[10, 16]]);
    expect(matchesIn("Cafe\u0301 Anna", "anna")).toEqual([[6, 10]]);
    expect(matchesIn("aaa", "a")).toHaveLength(3);
    expect(matchesIn("aaa", "")).toEqual([]);
  });

  it("names every cell, row by row", async () => {
    const rows = [
      aRow("r1", 1, { name: "Ada", address: "ada@x.example" }),
      aRow("r2", 2, { name: "Tom" }),
    ];
    expect(await runInSlices(findMatches(rows, ["name", "address"], "ada"), () => true)).toEqual([
      { id: "r1", column: "name" },
      { id: "r1", column: "address" },
    ]);
  });
});
