/** Each group that has rows has a line above them, and folding the group away leaves that line. */

import { expect, it } from "vitest";

import { groupLines, toggledFold } from "./groups";

const groups = [
  { id: "new", rows: ["a", "b"] },
  { id: "none", rows: [] },
  { id: "in", rows: ["c"] },
];

it("puts the line of a group above its rows, and leaves empty groups out", () => {
  expect(groupLines(groups, new Set()).map((line) => line.row ?? line.group.id)).toEqual([
    "new",
    "a",
    "b",
    "in",
    "c",
  ]);
});

it("folds the rows of a group away, and back", () => {
  const folded = toggledFold(new Set(), "new");
  expect(groupLines(groups, folded).map((line) => line.row ?? line.group.id)).toEqual([
    "new",
    "in",
    "c",
  ]);
  expect(toggledFold(folded, "new").size).toBe(0);
});
