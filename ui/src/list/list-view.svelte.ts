import type { DraftRow } from "../bridge";
import { type Column, type Extra, columnsOf } from "./columns";
import { type Hit, hitsIn } from "./find";
import { everybody, GridView, nextSort, type Show, type Sort, viewOf } from "./filter-and-sort";
import { searchable } from "../space/filters";
import { inSlices } from "./time-slicing";
import { t } from "../texts";
import { openDraft } from "../drafts/open-draft.svelte";

/** Rows as the grid shows them; made anew with every change of them or of the view. */
export type Shown = Pick<GridView, "count" | "at" | "indexOf" | "slice"> & {
  /** Another number whenever they were put into another order. */
  made: number;
};

/** How the list of the open draft is looked at: which rows, in which order, what is searched for. */
export class ListView {
  show = $state.raw<Show>(everybody);
  sort = $state.raw<Sort | null>(null);
  search = $state("");
  hits = $state.raw<readonly Hit[]>([]);
  readonly #view = new GridView(openDraft.list);
  #made = $state(0);
  #making = 0;
  #finding = 0;
  /** Columns that were there once stay: nothing jumps. */
  #extra = $state.raw<readonly Extra[]>([]);

  readonly wanted = $derived(searchable(this.search.trim()));

  readonly columns = $derived(columnsOf(this.#extra));

  /** To be called while a component is set up. */
  constructor() {
    this.#notice();
    $effect(() => openDraft.watch((changed, removed) => this.#take(changed, removed)));
    $effect(() => {
      void this.shown;
      void this.#find(this.wanted, this.columns);
    });
  }

  readonly shown: Shown = $derived.by(() => {
    void openDraft.version;
    const view = this.#view;
    return {
      made: this.#made,
      count: view.count,
      at: (index) => view.at(index),
      indexOf: (id) => view.indexOf(id),
      slice: (from, to) => view.slice(from, to),
    };
  });

  get filtered(): boolean {
    return this.show.by !== "standing" || this.show.standing !== "all";
  }

  choose(show: Show): Promise<void> {
    this.show = show;
    return this.#make();
  }

  sortBy(column: Column): Promise<void> {
    this.sort = nextSort(this.sort, column);
    return this.#make();
  }

  withColumn(column: Extra): void {
    this.#extra = [...this.#extra, column];
  }

  async #make(): Promise<void> {
    const making = ++this.#making;
    const { show, sort } = this;
    const ids = await inSlices(
      viewOf(openDraft.list.rows, show, sort, t.locale),
      () => making === this.#making,
    );
    if (making !== this.#making) return;
    this.#view.set(ids, sort);
    // Rows may have come while this was worked out.
    this.#view.take(openDraft.list.rows, [], show);
    this.#made += 1;
  }

  #take(changed: readonly DraftRow[], removed: readonly string[]): void {
    this.#view.take(changed, removed, this.show);
    this.#notice();
  }

  #notice(): void {
    const { grouped, noted, listed } = openDraft.list.tally;
    if (grouped > 0 && !this.#extra.includes("group")) this.withColumn("group");
    if (noted > 0 && !this.#extra.includes("note")) this.withColumn("note");
    if (listed > 0 && !this.#extra.includes("listId")) this.withColumn("listId");
  }

  async #find(wanted: string, columns: readonly Column[]): Promise<void> {
    const finding = ++this.#finding;
    if (wanted === "") {
      this.hits = [];
      return;
    }
    const rows = this.#view.slice(0, this.#view.count);
    const hits = await inSlices(hitsIn(rows, columns, wanted), () => finding === this.#finding);
    if (hits !== null && finding === this.#finding) this.hits = hits;
  }
}
