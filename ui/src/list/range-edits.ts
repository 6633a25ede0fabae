/**
 * What a chosen range of the grid means cell by cell: its text, and the changes that an edit of it
 * makes.
 */

import type { CellChange } from "../bridge";
import type { CellRange } from "./cell-range";
import { blockText, linesOf, withoutLastBreak } from "./clipboard-text";
import { type Column, isEditable } from "./columns";
import type { ShownRows } from "./list-view.svelte";

const fieldsOf = (columns: readonly Column[], range: CellRange) =>
  columns.slice(range.left - 1, range.right).filter(isEditable);

const rowsOf = (shown: ShownRows, range: CellRange) => shown.slice(range.top, range.bottom + 1);

/** The text of a range as spreadsheets take it, and how many cells it has. */
export const rangeText = (
  shown: ShownRows,
  columns: readonly Column[],
  range: CellRange,
): { text: string; cells: number } => {
  const chosen = columns.slice(range.left - 1, range.right);
  const rows = rowsOf(shown, range).map((row) => chosen.map((column) => row[column]));
  return { text: blockText(rows), cells: rows.length * chosen.length };
};

export const clearRange = (
  shown: ShownRows,
  columns: readonly Column[],
  range: CellRange,
): CellChange[] => fillRange(shown, columns, range, "");

/** Puts the same text into every cell. */
export const fillRange = (
  shown: ShownRows,
  columns: readonly Column[],
  range: CellRange,
  text: string,
): CellChange[] => {
  const value = withoutLastBreak(text).trim();
  const fields = fieldsOf(columns, range);
  return rowsOf(shown, range).flatMap(({ id }) =>
    fields.map((field) => ({ row: id, field, value })),
  );
};

/** Copies the first row of a range into all below it. A single row takes what stands above it. */
export const fillDown = (
  shown: ShownRows,
  columns: readonly Column[],
  range: CellRange,
): CellChange[] => {
  const single = range.top === range.bottom;
  const source = shown.at(single ? range.top - 1 : range.top);
  if (source === undefined) return [];
  const fields = fieldsOf(columns, range);
  return shown
    .slice(single ? range.top : range.top + 1, range.bottom + 1)
    .flatMap(({ id }) => fields.map((field) => ({ row: id, field, value: source[field] })));
};

/** The rows that the lines of a text go into, if the first goes into the row at `from`. */
export const rowsForText = (shown: ShownRows, from: number, text: string): string[] =>
  shown.slice(from, from + linesOf(text)).map((row) => row.id);
