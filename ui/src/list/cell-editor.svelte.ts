/** Editing one cell of the grid, from the first key to the last. */

import type { DraftRow, RowField } from "../bridge";
import { openDraft } from "../drafts/open-draft.svelte";

type Open = { row: string; field: RowField; before: string; value: string; token: string };

let tokens = 0;
/** The history survives a restart, so a token must not be used again after one. */
const newToken = (): string => `${Date.now()}-${(tokens += 1)}`;

/** The cell that is being edited. Its text is saved at every key stroke. */
export class CellEditor {
  open = $state.raw<Open | null>(null);

  /** Begins with the text of the cell or, if the user began by typing, with what was typed. */
  begin(row: DraftRow, field: RowField, typed: string | null): void {
    this.finish();
    const before = row[field];
    this.open = { row: row.id, field, before, value: before, token: newToken() };
    if (typed !== null) this.write(typed);
  }

  write(value: string): void {
    if (this.open === null) return;
    this.open = { ...this.open, value };
    this.#keep(value);
  }

  finish(): void {
    if (this.open === null) return;
    const trimmed = this.open.value.trim();
    if (trimmed !== this.open.value) this.#keep(trimmed);
    this.open = null;
  }

  /** Puts back the text that the cell had before. */
  cancel(): void {
    if (this.open === null) return;
    this.#keep(this.open.before);
    this.open = null;
  }

  /** The rows have changed: ends the editing if this row is gone. */
  follow(): void {
    if (this.open !== null && openDraft.list.get(this.open.row) === undefined) this.open = null;
  }

  #keep(value: string): void {
    if (this.open === null) return;
    const { row, field, token } = this.open;
    void openDraft.typeInCell({ row, field, value, token });
  }
}
