import type { DraftRow } from "../bridge";

/** The rows of a list in their order, found by id. Changed in place: a list may hold a hundred thousand. */
export class RowList {
  rows: DraftRow[] = [];
  #places = new Map<string, number>();

  fill(rows: DraftRow[]): void {
    this.rows = rows;
    this.#index();
  }

  get(id: string): DraftRow | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : this.rows[place];
  }

  /** Where the row stands, counted from 0. */
  placeOf(id: string): number | undefined {
    return this.#places.get(id);
  }

  /** Puts rows in place of those with the same id; new ones at the end. Tells how many were new. */
  put(rows: readonly DraftRow[]): number {
    let added = 0;
    for (const row of rows) {
      const place = this.#places.get(row.id);
      if (place === undefined) {
        this.#places.set(row.id, this.rows.length);
        this.rows.push(row);
        added += 1;
      } else {
        this.rows[place] = row;
      }
    }
    return added;
  }

  remove(ids: readonly string[]): void {
    if (ids.length === 0) return;
    const gone = new Set(ids);
    this.rows = this.rows.filter((row) => !gone.has(row.id));
    this.#index();
  }

  #index(): void {
    this.#places = new Map(this.rows.map((row, place) => [row.id, place]));
  }
}
