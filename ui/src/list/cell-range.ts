/** Ranges of cells, which copying, filling and deleting work on. */

import type { Cell } from "./keyboard";

/**
 * A rectangle of cells, as a spreadsheet has it: its edges are part of it. A range that touches the
 * column of row numbers is made of whole rows and reaches over all columns.
 */
export type CellRange = {
  top: number;
  bottom: number;
  left: number;
  right: number;
  wholeRows: boolean;
};

/** The range between two cells, in whichever order they were chosen. */
export const rangeBetween = (one: Cell, other: Cell, columns: number): CellRange => {
  const wholeRows = one.column === 0 || other.column === 0;
  return {
    top: Math.min(one.row, other.row),
    bottom: Math.max(one.row, other.row),
    left: wholeRows ? 1 : Math.min(one.column, other.column),
    right: wholeRows ? columns - 1 : Math.max(one.column, other.column),
    wholeRows,
  };
};

export const rowCount = (range: CellRange): number => range.bottom - range.top + 1;

export const isInRange = (range: CellRange, row: number, column: number): boolean =>
  row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
