/** The columns that the grid of people has, and which of them are shown and can be edited. */

import type { RowField } from "../bridge";

/**
 * A column of the grid that has text in it. The row's number, which is the first column, isn't
 * one.
 */
export type Column = RowField | "listId";

/** Columns that are shown only where the list has something in them. */
export type OptionalColumn = "group" | "note" | "listId";

/** The columns of the grid, in order. */
export const columnsOf = (optional: readonly OptionalColumn[]): readonly Column[] => [
  "name",
  "address",
  ...(["group", "note", "listId"] as const).filter((column) => optional.includes(column)),
];

/** The number that another system gave a person can be read but not changed. */
export const isEditable = (column: Column): column is RowField => column !== "listId";
