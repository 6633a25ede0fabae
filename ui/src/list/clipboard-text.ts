import type { Column } from "./columns";

/* Text on its way between the list and other programs. */

const needsQuotes = /["\t\n\r]/u;

const cellText = (text: string): string =>
  needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** A block of cells as spreadsheets take it. */
export const blockText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(cellText).join("\t")).join("\n");

const lastBreak = /(?:\r\n|\n|\r)$/u;

/** A cell copied in a spreadsheet ends with a line break that is none of its text. */
export const withoutLastBreak = (text: string): string => text.replace(lastBreak, "");

/** Several cells rather than one. */
export const isSeveralCells = (text: string): boolean => /[\t\n\r]/u.test(withoutLastBreak(text));

/** How many rows a block has at most. */
export const linesOf = (text: string): number => withoutLastBreak(text).split(/\r\n|\n|\r/u).length;

const filledLines = (text: string): string[] =>
  text.split(/[\n\r]+/u).filter((line) => line.trim() !== "");

/** People as a mail names them, several on a line or with their names before them; never cells. */
const isMailLine = (text: string): boolean =>
  !text.includes("\t") &&
  filledLines(text).some(
    (line) => /<[^<>]*@[^<>]*>/u.test(line) || (line.split("@").length > 2 && /[;,]/u.test(line)),
  );

/** One address a line. */
const isAddresses = (text: string): boolean => {
  const lines = filledLines(text);
  return lines.length > 1 && lines.every((line) => /^\s*[^\s@]+@[^\s@]+\s*$/u.test(line));
};

/** Text that is a list rather than one word to be put into a field. */
const isList = (text: string): boolean => /[\n\r\t;,@<]/u.test(text);

/** Where pasted text goes: into the field that is written in, to the end of the list as people, or
    into the cells from the active one on. `column` is the active one's; null where there is none. */
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
