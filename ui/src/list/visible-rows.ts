/** The rows of the list that pass the filter, in the order that the user chose. */

import type { DraftRow } from "../bridge";
import type { RowList } from "../drafts/row-list";
import { insertionIndex, mergeSorted } from "../lib/sorted-array";
import { type ListFilter, passesFilter, type ListSort } from "./filter-and-sort";

/**
 * The rows that the grid shows, in their order. The filter is applied once, when the user chooses
 * it; after that a row that is edited stays where it is, even if it no longer fits, because a row
 * that vanished or jumped while it is being typed in would be lost to the user. Rows that fit now
 * are added.
 */
export class VisibleRows {
  readonly #list: RowList;
  #ids: string[] | null = null;
  #has = new Set<string>();
  #sorted = false;

  constructor(list: RowList) {
    this.#list = list;
  }

  get count(): number {
    return this.#ids?.length ?? this.#list.rows.length;
  }

  at(index: number): DraftRow | undefined {
    if (this.#ids === null) return this.#list.rows[index];
    const id = this.#ids[index];
    return id === undefined ? undefined : this.#list.get(id);
  }

  /** −1 where the row isn't shown. */
  indexOf(id: string): number {
    const row = this.#list.get(id);
    if (row === undefined) return -1;
    if (this.#ids === null) return this.#list.placeOf(id) ?? -1;
    if (!this.#has.has(id)) return -1;
    return this.#sorted
      ? this.#ids.indexOf(id)
      : insertionIndex(this.#ids, row.position, this.#position);
  }

  slice(from: number, to: number): DraftRow[] {
    if (this.#ids === null) return this.#list.rows.slice(from, to);
    return this.#ids.slice(from, to).flatMap((id) => this.#list.get(id) ?? []);
  }

  set(ids: string[] | null, sort: ListSort | null): void {
    // Some rows may have been removed while this was worked out.
    this.#ids = ids?.filter((id) => this.#list.get(id) !== undefined) ?? null;
    this.#has = new Set(this.#ids);
    this.#sorted = sort !== null;
  }

  /** Rows have changed: those that fit now are added, those that no longer fit stay. */
  update(changed: readonly DraftRow[], removed: readonly string[], filter: ListFilter): void {
    if (this.#ids === null) return;
    if (removed.some((id) => this.#has.has(id))) {
      for (const id of removed) this.#has.delete(id);
      this.#ids = this.#ids.filter((id) => this.#has.has(id));
    }
    const fresh = changed
      .filter((row) => !this.#has.has(row.id) && passesFilter(filter, row))
      .map((row) => row.id);
    for (const id of fresh) this.#has.add(id);
    if (this.#sorted) this.#ids.push(...fresh);
    else this.#ids = mergeSorted(this.#ids, fresh, this.#position);
  }

  readonly #position = (id: string): number => this.#list.get(id)?.position ?? 0;
}
