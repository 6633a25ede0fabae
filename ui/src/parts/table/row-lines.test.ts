/**
 * Further lines of a row push the rows below it down, and a row is drawn as long as any line of it
 * is in view.
 */

import { expect, it } from "vitest";

import { RowLines } from "./row-lines";

it("gives each row a line where none has more to say", () => {
  const lines = new RowLines(3, null);
  expect(lines.total).toBe(3);
  expect(lines.startOf(2)).toBe(2);
  expect(lines.countOf(2)).toBe(1);
  expect(lines.rowsOf([1, 2])).toEqual([1, 2]);
});

it("puts the further lines of a row below it", () => {
  const lines = new RowLines(4, (row) => [0, 2, 0, 1][row] ?? 0);
  expect(lines.total).toBe(7);
  expect([0, 1, 2, 3].map((row) => lines.startOf(row))).toEqual([0, 1, 4, 5]);
  expect([0, 1, 2, 3].map((row) => lines.countOf(row))).toEqual([1, 3, 1, 2]);
});

it("draws a row of which only the last line is in view", () => {
  const lines = new RowLines(4, (row) => [0, 2, 0, 1][row] ?? 0);
  expect(lines.rowsOf([3, 4])).toEqual([1, 2]);
  expect(lines.rowsOf([6])).toEqual([3]);
  expect(lines.rowsOf([])).toEqual([]);
  expect(new RowLines(0, () => 1).rowsOf([])).toEqual([]);
});
