/**
 * Filters and sorts the rows of the list, in slices, so that the window goes on answering while it
 * does.
 */

import type { DraftCounts, DraftRow, FindingKind } from "../bridge";
import type { Column } from "./columns";
import type { SlicedJob } from "./time-slicing";

/**
 * Which rows of the list the user wants to see, and in which order. Both are worked out in slices,
 * because a list may have a hundred thousand rows.
 */

export type ListFilter =
  /** By one of the numbers above the list. */
  | { by: "status"; status: keyof DraftCounts }
  | { by: "kind"; kind: FindingKind }
  | { by: "group"; group: string };

export const allRows: ListFilter = { by: "status", status: "all" };

export type ListSort = { column: Column; descending: boolean };

export const passesFilter = (filter: ListFilter, row: DraftRow): boolean => {
  switch (filter.by) {
    case "status":
      return filter.status === "all" || row.status === filter.status;
    case "kind":
      return !row.skipped && row.findings.some((finding) => finding.kind === filter.kind);
    case "group":
      return !row.skipped && row.group === filter.group;
  }
};

const showsAll = (filter: ListFilter): boolean => filter.by === "status" && filter.status === "all";

/** What choosing a column's heading does to the order: ascending, descending, then as in the list. */
export const nextSort = (now: ListSort | null, column: Column): ListSort | null => {
  if (now?.column !== column) return { column, descending: false };
  return now.descending ? null : { column, descending: true };
};

const rowsBetweenPauses = 256;

function* filtered(rows: readonly DraftRow[], filter: ListFilter): SlicedJob<DraftRow[]> {
  const found: DraftRow[] = [];
  for (const [place, row] of rows.entries()) {
    if (passesFilter(filter, row)) found.push(row);
    if (place % rowsBetweenPauses === 0) yield;
  }
  return found;
}

/**
 * A merge sort, because the built-in sort can't pause. Equal rows keep the order of the list; rows
 * with nothing in the column come last, whichever way it is sorted.
 */
function* sorted(
  rows: readonly DraftRow[],
  { column, descending }: ListSort,
  locale: string,
): SlicedJob<DraftRow[]> {
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  const before = (one: DraftRow, other: DraftRow): number => {
    const left = one[column];
    const right = other[column];
    if (left === "" || right === "") return Number(left === "") - Number(right === "");
    return descending ? compare(right, left) : compare(left, right);
  };
  let runs: DraftRow[][] = [];
  for (let from = 0; from < rows.length; from += rowsBetweenPauses) {
    runs.push(rows.slice(from, from + rowsBetweenPauses).sort(before));
    yield;
  }
  while (runs.length > 1) {
    const longer: DraftRow[][] = [];
    for (let pair = 0; pair < runs.length; pair += 2) {
      longer.push(yield* mergedRuns(runs[pair] ?? [], runs[pair + 1] ?? [], before));
    }
    runs = longer;
  }
  return runs[0] ?? [];
}

function* mergedRuns(
  one: readonly DraftRow[],
  other: readonly DraftRow[],
  before: (one: DraftRow, other: DraftRow) => number,
): SlicedJob<DraftRow[]> {
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
    if (step % rowsBetweenPauses === 0) yield;
  }
}

/** The ids of the rows to be shown, in order; null where that is the whole list as it is. */
export function* filterAndSort(
  rows: readonly DraftRow[],
  filter: ListFilter,
  sort: ListSort | null,
  locale: string,
): SlicedJob<string[] | null> {
  if (showsAll(filter) && sort === null) return null;
  // The list may change while this pauses.
  const now = [...rows];
  const found = showsAll(filter) ? now : yield* filtered(now, filter);
  const ordered = sort === null ? found : yield* sorted(found, sort, locale);
  return ordered.map((row) => row.id);
}
