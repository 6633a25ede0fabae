/** Sorting, filtering and searching the rows of a table. */

import { searchable } from "../../lib/search";
import { t } from "../../texts";
import type { TableColumn } from "./columns";

export type Sort = { column: string; descending: boolean };

/** Whether a row passes the filter. */
type Filter<Row> = (row: Row) => boolean;

/**
 * The rows of a table, prepared so that 30,000 of them are sorted, filtered and searched while
 * somebody types. What is compared is worked out once for each column and each row, and not at each
 * comparison: a collator that compares 30,000 names with one another takes several times as long as
 * all of the rest.
 *
 * Texts that differ much (names, addresses) are sorted by their letters without case and accents,
 * as a search compares them. A column with few different texts (groups, instances, roles) is sorted
 * by the collator, so that "Group 2" stands before "Group 10".
 */
export class RowIndex<Row> {
  #texts: string[] | null = null;
  #orders = new Map<string, Order>();

  constructor(
    readonly rows: readonly Row[],
    private readonly columns: readonly TableColumn<Row>[],
  ) {}

  /** The rows to be shown, in their order. */
  arrange(filter: Filter<Row> | null, search: string, sort: Sort | null): readonly Row[] {
    const wanted = searchable(search.trim());
    if (filter === null && wanted === "" && sort === null) return this.rows;
    const texts = wanted === "" ? null : this.#searchTexts();
    const shown: Row[] = [];
    const take = (index: number): void => {
      const row = this.rows[index];
      if (row === undefined || filter?.(row) === false) return;
      if (texts === null || texts[index]?.includes(wanted) === true) shown.push(row);
    };
    const order = sort === null ? null : this.#orderOf(sort.column);
    if (order === null) for (let index = 0; index < this.rows.length; index += 1) take(index);
    else {
      if (sort?.descending === true)
        for (let at = order.sorted.length - 1; at >= 0; at -= 1) take(order.sorted[at] ?? -1);
      else order.sorted.forEach(take);
      order.without.forEach(take);
    }
    return shown;
  }

  #searchTexts(): string[] {
    const searched = this.columns.filter((column) => column.searched);
    this.#texts ??= this.rows.map((row) =>
      searchable(searched.map((column) => column.text(row)).join("\n")),
    );
    return this.#texts;
  }

  #orderOf(id: string): Order | null {
    const known = this.#orders.get(id);
    if (known !== undefined) return known;
    const column = this.columns.find((one) => one.id === id);
    if (column === undefined) return null;
    const order = orderBy(this.rows.map(column.value ?? column.text));
    this.#orders.set(id, order);
    return order;
  }
}

/** The places of the rows in ascending order, and of those that have no value. */
type Order = { sorted: number[]; without: number[] };

/** Up to so many different texts a collator compares in no time. */
const fewTexts = 1000;

const orderBy = (values: readonly (string | number | null)[]): Order => {
  const sorted: number[] = [];
  const without: number[] = [];
  values.forEach((value, index) => {
    (value === null || value === "" ? without : sorted).push(index);
  });
  const keys = keysOf(values);
  // Rows that are alike keep their order, because sorting is stable.
  if (typeof keys[0] === "number") {
    const numbers = keys as number[];
    sorted.sort((one, other) => (numbers[one] ?? 0) - (numbers[other] ?? 0));
    return { sorted, without };
  }
  const texts = keys as string[];
  return {
    sorted: sorted
      .map((index) => marked(texts[index] ?? "", index))
      .sort()
      .map(placeOf),
    without,
  };
};

/**
 * A text with the place of its row behind it. Texts are sorted much faster by themselves than with a
 * function that compares the texts of two places, and those that are alike then stand in the order
 * of their places.
 */
const marked = (text: string, place: number): string =>
  `${text}\0${String.fromCharCode(place >>> 15, place & 0x7fff)}`;

const placeOf = (text: string): number =>
  (text.charCodeAt(text.length - 2) << 15) | text.charCodeAt(text.length - 1);

/** A number or a text for each value, of which the order is that of the values. */
const keysOf = (values: readonly (string | number | null)[]): (string | number)[] => {
  if (values.some((value) => typeof value === "number"))
    return values.map((value) => (typeof value === "number" ? value : 0));
  const texts = values as readonly (string | null)[];
  const different = new Set<string>();
  for (const text of texts) {
    different.add(text ?? "");
    if (different.size > fewTexts) return texts.map((each) => searchable(each ?? ""));
  }
  const collator = new Intl.Collator(t.locale, { numeric: true });
  const ranks = new Map([...different].sort(collator.compare).map((text, rank) => [text, rank]));
  return texts.map((text) => ranks.get(text ?? "") ?? 0);
};
