import type { Cell } from "./keyboard";

/** A block of cells, both ends within it. Whole rows reach over all columns. */
export type Block = {
  top: number;
  bottom: number;
  left: number;
  right: number;
  wholeRows: boolean;
};

/** What is chosen between two cells. A row's number stands for the whole row. */
export const blockOf = (one: Cell, other: Cell, columns: number): Block => {
  const wholeRows = one.column === 0 || other.column === 0;
  return {
    top: Math.min(one.row, other.row),
    bottom: Math.max(one.row, other.row),
    left: wholeRows ? 1 : Math.min(one.column, other.column),
    right: wholeRows ? columns - 1 : Math.max(one.column, other.column),
    wholeRows,
  };
};

export const heightOf = (block: Block): number => block.bottom - block.top + 1;

export const isIn = (block: Block, row: number, column: number): boolean =>
  row >= block.top && row <= block.bottom && column >= block.left && column <= block.right;
