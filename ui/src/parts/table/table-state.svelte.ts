/**
 * What a table shows of its rows: filter, search, order and selection. Every table of the window
 * has one, so all of them behave alike.
 */

import type { TableAction } from "./actions";
import { type Arrangement, chosenColumns, type TableColumn } from "./columns";
import { RowIndex, type Sort } from "./row-index";
import { Selection } from "./selection.svelte";

/** What is looked at of a table: which filter and search, and the row that is open beside it. */
export type View = { filter: string; search: string; opened: string | null };

/** A value that is kept somewhere else, such as in the route or with the preferences. */
export type Kept<Value> = { readonly now: Value; change: (change: Partial<Value>) => void };

type Options<Row, Id extends string> = {
  columns: readonly TableColumn<Row, Id>[] | (() => readonly TableColumn<Row, Id>[]);
  rows: () => readonly Row[];
  keyOf: (row: Row) => string;
  /** Whether a row passes a filter other than `all`. */
  passes?: (row: Row, filter: string) => boolean;
  view: Kept<View>;
  arrangement: Kept<Arrangement>;
};

/**
 * A working table: which rows it shows in which order and in which columns, and which of them are
 * selected. To be made while a component is set up.
 */
export class TableState<Row, Id extends string> {
  readonly selection = new Selection();
  readonly #options: Options<Row, Id>;

  constructor(options: Options<Row, Id>) {
    this.#options = options;
    // What is no longer there isn't selected any more. A filter takes nothing out: what it hides
    // stays selected.
    $effect(() => this.selection.keepOnly(this.rows.map(options.keyOf)));
  }

  readonly rows = $derived.by((): readonly Row[] => this.#options.rows());
  readonly #columns = $derived.by((): readonly TableColumn<Row, Id>[] => {
    const { columns } = this.#options;
    return typeof columns === "function" ? columns() : columns;
  });
  /** The columns that the user has chosen. */
  readonly columns = $derived.by((): TableColumn<Row, Id>[] =>
    chosenColumns(this.#columns, this.#options.arrangement.now.columns),
  );
  readonly sort = $derived.by((): Sort | null => {
    const { sort, descending } = this.#options.arrangement.now;
    return sort === null ? null : { column: sort, descending };
  });
  readonly #index = $derived.by(() => new RowIndex(this.rows, this.#columns));

  /** The rows that pass the filter and the search, in their order. */
  readonly shown = $derived.by((): readonly Row[] => {
    const { filter, search } = this.view;
    const { passes } = this.#options;
    return this.#index.arrange(
      filter === "all" || passes === undefined ? null : (row) => passes(row, filter),
      search,
      this.sort,
    );
  });
  /** All selected rows, those hidden by a filter too, in the order in which they were given. */
  readonly selected = $derived.by((): readonly Row[] =>
    this.selection.size === 0
      ? []
      : this.rows.filter((row) => this.selection.has(this.#options.keyOf(row))),
  );
  /** The row that is open beside the table. */
  readonly opened = $derived.by((): Row | null => {
    const { opened } = this.view;
    if (opened === null) return null;
    return this.rows.find((row) => this.#options.keyOf(row) === opened) ?? null;
  });

  get view(): View {
    return this.#options.view.now;
  }

  /** What the bar above the table shows of this, and does to it. Its filters are the page's. */
  get bar() {
    return {
      search: this.view.search,
      onsearch: this.searchFor,
      onchoose: this.filterBy,
      columns: this.#columns,
      shown: this.columns.map((column) => column.id),
      oncolumns: this.chooseColumns,
    };
  }

  /** What the table itself is given. Its rows are the page's, because some are in groups. */
  get body() {
    return {
      columns: this.columns,
      sort: this.sort,
      onsort: this.sortBy,
      selection: this.selection,
    };
  }

  /**
   * What the foot below the table is given. `focus` puts the keyboard back on the table, because the button that
   * cleared the selection is gone.
   */
  foot(actionsFor: (rows: readonly Row[]) => readonly TableAction[], focus: () => void) {
    return {
      selected: this.selection.size,
      actions: actionsFor(this.selected),
      onclear: (): void => {
        this.selection.clear();
        focus();
      },
    };
  }

  readonly filterBy = (filter: string): void => this.#options.view.change({ filter });
  readonly searchFor = (search: string): void => this.#options.view.change({ search });
  readonly open = (row: Row | null): void =>
    this.#options.view.change({ opened: row === null ? null : this.#options.keyOf(row) });
  readonly sortBy = ({ column, descending }: Sort): void =>
    this.#options.arrangement.change({ sort: column, descending });
  readonly chooseColumns = (columns: string[]): void =>
    this.#options.arrangement.change({ columns });
}
