import type { DraftRow } from "../bridge";
import { merged, placeFor } from "../lib/sorted-array";
import { Tally } from "./row-totals";

const positionOf = (row: DraftRow): number => row.position;

/** The rows of a list in their order, found by id. Changed in place: a list may hold a hundred thousand. */
export class RowList {
  rows: DraftRow[] = [];
  readonly tally = new Tally();
  readonly #byId = new Map<string, DraftRow>();

  fill(rows: readonly DraftRow[]): void {
    this.rows = [];
    this.#byId.clear();
    this.tally.clear();
    this.put(rows);
  }

  get(id: string): DraftRow | undefined {
    return this.#byId.get(id);
  }

  /** Where the row stands, counted from 0. */
  placeOf(id: string): number | undefined {
    const row = this.#byId.get(id);
    return row === undefined ? undefined : placeFor(this.rows, row.position, positionOf);
  }

  /** Puts rows in place of those with the same id, and new ones where they belong: those are given back. */
  put(rows: readonly DraftRow[]): DraftRow[] {
    const fresh: DraftRow[] = [];
    for (const row of rows) {
      const before = this.#byId.get(row.id);
      if (before === undefined) fresh.push(row);
      else {
        this.rows[placeFor(this.rows, before.position, positionOf)] = row;
        this.tally.take(before);
      }
      this.#byId.set(row.id, row);
      this.tally.add(row);
    }
    this.rows = merged(this.rows, fresh, positionOf);
    return fresh;
  }

  remove(ids: readonly string[]): void {
    const gone = new Set<DraftRow>();
    for (const id of ids) {
      const row = this.#byId.get(id);
      if (row === undefined) continue;
      gone.add(row);
      this.#byId.delete(id);
      this.tally.take(row);
    }
    if (gone.size > 0) this.rows = this.rows.filter((row) => !gone.has(row));
  }
}
