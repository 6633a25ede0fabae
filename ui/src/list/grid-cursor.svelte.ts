/**
 * Where the keyboard is in the grid, and what is chosen. Both stay with their row when the order of
 * the rows changes.
 */

import { untrack } from "svelte";

import type { DraftRow } from "../bridge";
import { type CellRange, rangeBetween, rowCount } from "./cell-range";
import type { Cell } from "./keyboard";
import type { ShownRows } from "./list-view.svelte";

/** The active cell of the grid, and the range that is chosen with it. */
export class GridCursor {
  #active = $state.raw<Cell>({ row: 0, column: 2 });
  #anchor = $state.raw<Cell | null>(null);
  #activeId = $state<string | null>(null);
  #anchorId: string | null = null;
  readonly #shown: () => ShownRows;
  readonly #columns: () => number;

  /** To be called while a component is set up. `columns` counts the row's number as a column. */
  constructor(shown: () => ShownRows, columns: () => number) {
    this.#shown = shown;
    this.#columns = columns;
    $effect(() => {
      const now = shown();
      untrack(() => this.#follow(now));
    });
  }

  readonly at: Cell = $derived.by(() => ({
    row: Math.min(this.#active.row, Math.max(0, this.#shown().count - 1)),
    column: Math.min(this.#active.column, this.#columns() - 1),
  }));

  readonly range: CellRange = $derived.by(() => {
    const last = this.#shown().count - 1;
    const anchor = this.#anchor ?? this.at;
    return rangeBetween(
      { row: Math.min(anchor.row, Math.max(0, last)), column: anchor.column },
      this.at,
      this.#columns(),
    );
  });

  /** The row of the active cell; null until the user has been in the grid. */
  get activeId(): string | null {
    return this.#activeId;
  }

  /** More than the active cell is chosen. */
  get hasRange(): boolean {
    return this.#anchor !== null;
  }

  /** How many rows an action on rows would change. */
  get chosenRows(): number {
    return this.#activeId === null ? 0 : rowCount(this.range);
  }

  chosenIds(): string[] {
    if (this.#activeId === null) return [];
    const { top, bottom } = this.range;
    return this.#shown()
      .slice(top, bottom + 1)
      .map((row) => row.id);
  }

  everyChosen(is: (row: DraftRow) => boolean): boolean {
    const shown = this.#shown();
    const { top, bottom } = this.range;
    for (let index = top; index <= bottom; index += 1) {
      const row = shown.at(index);
      if (row !== undefined && !is(row)) return false;
    }
    return true;
  }

  go(to: Cell, extend = false): void {
    if (!extend) this.#anchor = null;
    else if (this.#anchor === null) this.#anchor = this.at;
    this.#active = to;
    const shown = this.#shown();
    this.#activeId = shown.at(this.at.row)?.id ?? null;
    this.#anchorId = this.#anchor === null ? null : (shown.at(this.#anchor.row)?.id ?? null);
  }

  choose(from: Cell, to: Cell): void {
    this.go(from);
    this.go(to, true);
  }

  /**
   * When rows move, the active cell moves with its row. When its row is removed, it stays at its
   * place.
   */
  #follow(shown: ShownRows): void {
    if (this.#activeId === null) return;
    if (shown.at(this.#active.row)?.id === this.#activeId) {
      if (this.#anchor !== null && shown.at(this.#anchor.row)?.id === this.#anchorId) return;
      this.#anchor = null;
      return;
    }
    const row = shown.indexOf(this.#activeId);
    const by = row - this.#active.row;
    const anchor = this.#anchor && { ...this.#anchor, row: this.#anchor.row + by };
    const together = row >= 0 && anchor !== null && shown.at(anchor.row)?.id === this.#anchorId;
    this.#active = { ...this.at, row: row >= 0 ? row : this.at.row };
    this.#anchor = together ? anchor : null;
    this.#activeId = shown.at(this.at.row)?.id ?? null;
  }
}
