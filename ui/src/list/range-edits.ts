import type { CellChange } from "../bridge";
import type { Block } from "./cell-range";
import { type Column, isChangeable } from "./columns";
import { blockText, linesOf, withoutLastBreak } from "./clipboard-text";
import type { Shown } from "./list-view.svelte";

/* What a chosen block comes to, cell by cell. */

const fieldsOf = (columns: readonly Column[], block: Block) =>
  columns.slice(block.left - 1, block.right).filter(isChangeable);

const rowsOf = (shown: Shown, block: Block) => shown.slice(block.top, block.bottom + 1);

/** Its text as spreadsheets take it, and how many cells that is. */
export const copied = (
  shown: Shown,
  columns: readonly Column[],
  block: Block,
): { text: string; cells: number } => {
  const chosen = columns.slice(block.left - 1, block.right);
  const rows = rowsOf(shown, block).map((row) => chosen.map((column) => row[column]));
  return { text: blockText(rows), cells: rows.length * chosen.length };
};

/** Every cell of it empty. */
export const clearedCells = (
  shown: Shown,
  columns: readonly Column[],
  block: Block,
): CellChange[] => repeated(shown, columns, block, "");

/** Every cell of it with the same text. */
export const repeated = (
  shown: Shown,
  columns: readonly Column[],
  block: Block,
  text: string,
): CellChange[] => {
  const value = withoutLastBreak(text).trim();
  const fields = fieldsOf(columns, block);
  return rowsOf(shown, block).flatMap(({ id }) =>
    fields.map((field) => ({ row: id, field, value })),
  );
};

/** Its first row put into all below it; a single row takes what stands above it. */
export const filledDown = (
  shown: Shown,
  columns: readonly Column[],
  block: Block,
): CellChange[] => {
  const single = block.top === block.bottom;
  const source = shown.at(single ? block.top - 1 : block.top);
  if (source === undefined) return [];
  const fields = fieldsOf(columns, block);
  return shown
    .slice(single ? block.top : block.top + 1, block.bottom + 1)
    .flatMap(({ id }) => fields.map((field) => ({ row: id, field, value: source[field] })));
};

/** The rows a text of so many lines reaches over, from this one downwards. */
export const cellsBelow = (shown: Shown, from: number, text: string): string[] =>
  shown.slice(from, from + linesOf(text)).map((row) => row.id);
