/**
 * The rows of an open list, kept so that one row is found and changed at the same cost in a long
 * list as in a short one.
 */

import type { DraftRow } from "../bridge";
import { mergeSorted, insertionIndex } from "../lib/sorted-array";
import { RowTotals } from "./row-totals";

const positionOf = (row: DraftRow): number => row.position;

/**
 * The rows of a list in their order, found by id, with their totals. They are changed in place,
 * because a list may have a hundred thousand rows.
 */
export class RowList {
  rows: DraftRow[] = [];
  readonly totals = new RowTotals();
  readonly #byId = new Map<string, DraftRow>();

  fill(rows: readonly DraftRow[]): void {
    this.rows = [];
    this.#byId.clear();
    this.totals.clear();
    this.put(rows);
  }

  get(id: string): DraftRow | undefined {
    return this.#byId.get(id);
  }

  /** The row's place, counted from 0. */
  placeOf(id: string): number | undefined {
    const row = this.#byId.get(id);
    return row === undefined ? undefined : insertionIndex(this.rows, row.position, positionOf);
  }

  /**
   * Replaces rows that are there and inserts new ones at their position. Gives back the new ones.
   */
  put(rows: readonly DraftRow[]): DraftRow[] {
    const fresh: DraftRow[] = [];
    for (const row of rows) {
      const before = this.#byId.get(row.id);
      if (before === undefined) fresh.push(row);
      else {
        this.rows[insertionIndex(this.rows, before.position, positionOf)] = row;
        this.totals.take(before);
      }
      this.#byId.set(row.id, row);
      this.totals.add(row);
    }
    this.rows = mergeSorted(this.rows, fresh, positionOf);
    return fresh;
  }

  remove(ids: readonly string[]): void {
    const gone = new Set<DraftRow>();
    for (const id of ids) {
      const row = this.#byId.get(id);
      if (row === undefined) continue;
      gone.add(row);
      this.#byId.delete(id);
      this.totals.take(row);
    }
    if (gone.size > 0) this.rows = this.rows.filter((row) => !gone.has(row));
  }
}
