import type { RowField } from "../bridge";

/** A column with text in it. The first column of the grid, the row's number, is none of them. */
export type Column = RowField | "listId";

/** What a list has in it decides which columns are worth their room. */
export type Extra = "group" | "note" | "listId";

export const columnsOf = (extra: readonly Extra[]): readonly Column[] => [
  "name",
  "address",
  ...(["group", "note", "listId"] as const).filter((column) => extra.includes(column)),
];

/** What another system gave somebody is looked at, not changed. */
export const isChangeable = (column: Column): column is RowField => column !== "listId";
