/**
 * What the grid shows of the list at present. The list itself is the same whatever is shown of it.
 */

import type { DraftRow } from "../bridge";
import { openDraft } from "../drafts/open-draft.svelte";
import { searchable } from "../lib/search";
import { t } from "../texts";
import { type Column, type OptionalColumn, columnsOf } from "./columns";
import {
  allRows,
  filterAndSort,
  type ListFilter,
  nextSort,
  type ListSort,
} from "./filter-and-sort";
import { type Match, findMatches } from "./find";
import { runInSlices } from "./time-slicing";
import { VisibleRows } from "./visible-rows";

/** The rows as the grid shows them. A new object whenever rows, filter or order change. */
export type ShownRows = Pick<VisibleRows, "count" | "at" | "indexOf" | "slice"> & {
  /** Another number whenever the rows were put into another order. */
  order: number;
};

/** How the grid shows the list of the open draft: filter, order, columns, and the search. */
export class ListView {
  filter = $state.raw<ListFilter>(allRows);
  sort = $state.raw<ListSort | null>(null);
  search = $state("");
  matches = $state.raw<readonly Match[]>([]);
  readonly #view = new VisibleRows(openDraft.list);
  #order = $state(0);
  #applying = 0;
  #finding = 0;
  /** A column that was shown once stays, so that nothing jumps. */
  #optional = $state.raw<readonly OptionalColumn[]>([]);

  readonly wanted = $derived(searchable(this.search.trim()));

  readonly columns = $derived(columnsOf(this.#optional));

  /** To be called while a component is set up. */
  constructor() {
    this.#showFilledColumns();
    $effect(() => openDraft.watch((changed, removed) => this.#update(changed, removed)));
    $effect(() => {
      void this.shown;
      void this.#find(this.wanted, this.columns);
    });
  }

  readonly shown: ShownRows = $derived.by(() => {
    void openDraft.version;
    const view = this.#view;
    return {
      order: this.#order,
      count: view.count,
      at: (index) => view.at(index),
      indexOf: (id) => view.indexOf(id),
      slice: (from, to) => view.slice(from, to),
    };
  });

  get filtered(): boolean {
    return this.filter.by !== "status" || this.filter.status !== "all";
  }

  setFilter(filter: ListFilter): Promise<void> {
    this.filter = filter;
    return this.#apply();
  }

  sortBy(column: Column): Promise<void> {
    this.sort = nextSort(this.sort, column);
    return this.#apply();
  }

  withColumn(column: OptionalColumn): void {
    this.#optional = [...this.#optional, column];
  }

  async #apply(): Promise<void> {
    const applying = ++this.#applying;
    const { filter, sort } = this;
    const ids = await runInSlices(
      filterAndSort(openDraft.list.rows, filter, sort, t.locale),
      () => applying === this.#applying,
    );
    if (applying !== this.#applying) return;
    this.#view.set(ids, sort);
    // Rows may have been added while this was worked out.
    this.#view.update(openDraft.list.rows, [], filter);
    this.#order += 1;
  }

  #update(changed: readonly DraftRow[], removed: readonly string[]): void {
    this.#view.update(changed, removed, this.filter);
    this.#showFilledColumns();
  }

  #showFilledColumns(): void {
    const { withGroup, withNote, withListId } = openDraft.list.totals;
    if (withGroup > 0 && !this.#optional.includes("group")) this.withColumn("group");
    if (withNote > 0 && !this.#optional.includes("note")) this.withColumn("note");
    if (withListId > 0 && !this.#optional.includes("listId")) this.withColumn("listId");
  }

  async #find(wanted: string, columns: readonly Column[]): Promise<void> {
    const finding = ++this.#finding;
    if (wanted === "") {
      this.matches = [];
      return;
    }
    const rows = this.#view.slice(0, this.#view.count);
    const matches = await runInSlices(
      findMatches(rows, columns, wanted),
      () => finding === this.#finding,
    );
    if (matches !== null && finding === this.#finding) this.matches = matches;
  }
}
