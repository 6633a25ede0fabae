/**
 * The text in which cells travel between the grid and other programs, quoted as spreadsheets quote
 * it.
 */

import type { Column } from "./columns";

const needsQuotes = /["\t\n\r]/u;

const cellText = (text: string): string =>
  needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** The text of a range of cells, as spreadsheets take it. */
export const blockText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(cellText).join("\t")).join("\n");

const lastBreak = /(?:\r\n|\n|\r)$/u;

/** A spreadsheet ends the text of a single cell with a line break that doesn't belong to it. */
export const withoutLastBreak = (text: string): string => text.replace(lastBreak, "");

/** Whether the text is several cells rather than one. */
export const isSeveralCells = (text: string): boolean => /[\t\n\r]/u.test(withoutLastBreak(text));

/** How many rows the text has at most. */
export const linesOf = (text: string): number => withoutLastBreak(text).split(/\r\n|\n|\r/u).length;

const filledLines = (text: string): string[] =>
  text.split(/[\n\r]+/u).filter((line) => line.trim() !== "");

/**
 * People as an email header has them: several on a line, or names before the addresses. Never
 * cells.
 */
const isMailLine = (text: string): boolean =>
  !text.includes("\t") &&
  filledLines(text).some(
    (line) => /<[^<>]*@[^<>]*>/u.test(line) || (line.split("@").length > 2 && /[;,]/u.test(line)),
  );

/** Whether every line is an address. */
const isAddresses = (text: string): boolean => {
  const lines = filledLines(text);
  return lines.length > 1 && lines.every((line) => /^\s*[^\s@]+@[^\s@]+\s*$/u.test(line));
};

/** Whether the text is a list of people rather than a word for a text field. */
const isList = (text: string): boolean => /[\n\r\t;,@<]/u.test(text);

/**
 * Where pasted text goes: into the text field, to the end of the list as people, or into the cells
 * from the active one on. `column` is the column of the active cell; null where there is none.
 */
export const pasteInto = (
  text: string,
  from: "adding" | "writing" | "cells",
  column: Column | null,
): "field" | "list" | "cells" => {
  if (text === "") return "field";
  if (from === "adding") return isList(text) ? "list" : "field";
  if (isMailLine(text)) return "list";
  if (from === "writing" && !isSeveralCells(text)) return "field";
  return column === null || (column !== "address" && isAddresses(text)) ? "list" : "cells";
};
