import type { DraftRow, FindingKind } from "../bridge";
import { fits, type RowFilter } from "./findings";
import type { Column } from "./columns";
import { merged, placeFor } from "../lib/sorted-array";
import type { RowList } from "../drafts/row-list";
import type { Job } from "./time-slicing";

/* Which rows are seen, and in which order. A view stays as it was made while its rows change:
   nothing jumps or goes away under somebody's hands. */

export type Show =
  | { by: "standing"; standing: RowFilter }
  | { by: "kind"; kind: FindingKind }
  | { by: "group"; group: string };

export const everybody: Show = { by: "standing", standing: "all" };

export type Sort = { column: Column; down: boolean };

export const isShown = (show: Show, row: DraftRow): boolean => {
  switch (show.by) {
    case "standing":
      return fits(show.standing, row);
    case "kind":
      return !row.leftOut && row.findings.some((finding) => finding.kind === show.kind);
    case "group":
      return !row.leftOut && row.group === show.group;
  }
};

const isEverybody = (show: Show): boolean => show.by === "standing" && show.standing === "all";

/** The next way a column is sorted when its heading is chosen: up, down, as in the list. */
export const nextSort = (now: Sort | null, column: Column): Sort | null => {
  if (now?.column !== column) return { column, down: false };
  return now.down ? null : { column, down: true };
};

const often = 256;

function* fitting(rows: readonly DraftRow[], show: Show): Job<DraftRow[]> {
  const found: DraftRow[] = [];
  for (const [place, row] of rows.entries()) {
    if (isShown(show, row)) found.push(row);
    if (place % often === 0) yield;
  }
  return found;
}

/** Sorted by runs and merges, which can pause anywhere. Equal rows stay as in the list; empty ones are last. */
function* sorted(
  rows: readonly DraftRow[],
  { column, down }: Sort,
  locale: string,
): Job<DraftRow[]> {
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  const before = (one: DraftRow, other: DraftRow): number => {
    const left = one[column];
    const right = other[column];
    if (left === "" || right === "") return Number(left === "") - Number(right === "");
    return down ? compare(right, left) : compare(left, right);
  };
  let runs: DraftRow[][] = [];
  for (let from = 0; from < rows.length; from += often) {
    runs.push(rows.slice(from, from + often).sort(before));
    yield;
  }
  while (runs.length > 1) {
    const longer: DraftRow[][] = [];
    for (let pair = 0; pair < runs.length; pair += 2) {
      longer.push(yield* joined(runs[pair] ?? [], runs[pair + 1] ?? [], before));
    }
    runs = longer;
  }
  return runs[0] ?? [];
}

function* joined(
  one: readonly DraftRow[],
  other: readonly DraftRow[],
  before: (one: DraftRow, other: DraftRow) => number,
): Job<DraftRow[]> {
  const both: DraftRow[] = [];
  let left = 0;
  let right = 0;
  for (let step = 1; ; step += 1) {
    const first = one[left];
    const second = other[right];
    if (first === undefined && second === undefined) return both;
    if (second === undefined || (first !== undefined && before(first, second) <= 0)) {
      if (first !== undefined) both.push(first);
      left += 1;
    } else {
      both.push(second);
      right += 1;
    }
    if (step % often === 0) yield;
  }
}

/** The ids of the rows to be seen; null is the whole list as it stands. */
export function* viewOf(
  rows: readonly DraftRow[],
  show: Show,
  sort: Sort | null,
  locale: string,
): Job<string[] | null> {
  if (isEverybody(show) && sort === null) return null;
  // The list may change while this pauses.
  const now = [...rows];
  const found = isEverybody(show) ? now : yield* fitting(now, show);
  const ordered = sort === null ? found : yield* sorted(found, sort, locale);
  return ordered.map((row) => row.id);
}

/** The rows that are seen, in their order. */
export class GridView {
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

  /** −1 where the row is not seen. */
  indexOf(id: string): number {
    const row = this.#list.get(id);
    if (row === undefined) return -1;
    if (this.#ids === null) return this.#list.placeOf(id) ?? -1;
    if (!this.#has.has(id)) return -1;
    return this.#sorted ? this.#ids.indexOf(id) : placeFor(this.#ids, row.position, this.#position);
  }

  slice(from: number, to: number): DraftRow[] {
    if (this.#ids === null) return this.#list.rows.slice(from, to);
    return this.#ids.slice(from, to).flatMap((id) => this.#list.get(id) ?? []);
  }

  set(ids: string[] | null, sort: Sort | null): void {
    // Some may have gone while this was worked out.
    this.#ids = ids?.filter((id) => this.#list.get(id) !== undefined) ?? null;
    this.#has = new Set(this.#ids);
    this.#sorted = sort !== null;
  }

  /** Rows have changed: those that fit now come in, those that do not fit any more stay. */
  take(changed: readonly DraftRow[], removed: readonly string[], show: Show): void {
    if (this.#ids === null) return;
    if (removed.some((id) => this.#has.has(id))) {
      for (const id of removed) this.#has.delete(id);
      this.#ids = this.#ids.filter((id) => this.#has.has(id));
    }
    const fresh = changed
      .filter((row) => !this.#has.has(row.id) && isShown(show, row))
      .map((row) => row.id);
    for (const id of fresh) this.#has.add(id);
    if (this.#sorted) this.#ids.push(...fresh);
    else this.#ids = merged(this.#ids, fresh, this.#position);
  }

  readonly #position = (id: string): number => this.#list.get(id)?.position ?? 0;
}
