/** Copy, cut and paste in the grid. */

import { announce } from "../state/announce.svelte";
import { t } from "../texts";
import type { CellEditor } from "./cell-editor.svelte";
import { isSeveralCells, pasteInto } from "./clipboard-text";
import { isEditable } from "./columns";
import type { GridCursor } from "./grid-cursor.svelte";
import * as actions from "./list-actions";
import type { ListView } from "./list-view.svelte";
import { fillRange, rangeText, rowsForText } from "./range-edits";

type Grid = {
  view: ListView;
  cursor: GridCursor;
  editor: CellEditor;
  /** Empties the chosen cells, or removes the chosen rows. */
  clear: () => void;
  /** Adds the people that the text names at the end of the list. */
  addPeople: (text: string) => void;
};

const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;

/**
 * Copy, cut and paste in the grid, as a spreadsheet does them. What is written in a text field stays
 * with the field.
 */
export const gridClipboard = ({ view, cursor, editor, clear, addPeople }: Grid) => {
  const columnAt = (column: number) => view.columns[column - 1] ?? null;

  /** One cell is put into all that are chosen; several go into the cells from the active one on. */
  const pasteCells = async (text: string): Promise<void> => {
    const { range, at, hasRange } = cursor;
    if (!isSeveralCells(text) && hasRange) {
      await actions.changeCells(fillRange(view.shown, view.columns, range, text), "fill");
      return;
    }
    const from = hasRange ? range.top : at.row;
    const first = columnAt(hasRange ? range.left : at.column);
    if (first === null || !isEditable(first)) return;
    await actions.fillCells(rowsForText(view.shown, from, text), first, text);
  };

  return {
    /** Also for cutting. */
    oncopy: (event: ClipboardEvent): void => {
      if (isTextField(event.target) || view.shown.count === 0) return;
      const { text, cells } = rangeText(view.shown, view.columns, cursor.range);
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
      announce.say(event.type === "cut" ? t.list.cut(cells) : t.list.copied(cells));
      if (event.type === "cut") clear();
    },

    onpaste: (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      const isAdding = event.target instanceof HTMLTextAreaElement;
      const column = view.shown.count === 0 ? null : columnAt(cursor.at.column);
      const destination = pasteInto(
        text,
        isAdding ? "adding" : editor.open ? "writing" : "cells",
        column,
      );
      if (destination === "field") return;
      event.preventDefault();
      editor.cancel();
      if (destination === "list") addPeople(text);
      else if (column !== null && isEditable(column)) void pasteCells(text);
    },
  };
};
