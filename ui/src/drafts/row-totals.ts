/**
 * What the pages say of a whole list, such as how many rows have a finding of a kind, counted row
 * by row as the rows change.
 */

import type { DraftRow, FindingKind } from "../bridge";

/**
 * Totals over the rows of a list. They are updated with each change, so that a key stroke in a long
 * list counts nothing again.
 */
export class RowTotals {
  /** How many rows have each kind of finding. Skipped rows aren't counted. */
  readonly kinds = new Map<FindingKind, number>();
  /** How many rows are in each group; "" is no group. Skipped rows aren't counted. */
  readonly groups = new Map<string, number>();
  fixable = 0;
  withGroup = 0;
  withNote = 0;
  withListId = 0;

  add(row: DraftRow): void {
    this.#count(row, 1);
  }

  take(row: DraftRow): void {
    this.#count(row, -1);
  }

  clear(): void {
    this.kinds.clear();
    this.groups.clear();
    this.fixable = this.withGroup = this.withNote = this.withListId = 0;
  }

  #count(row: DraftRow, by: 1 | -1): void {
    if (row.group !== "") this.withGroup += by;
    if (row.note !== "") this.withNote += by;
    if (row.listId !== "") this.withListId += by;
    if (row.fix !== null) this.fixable += by;
    if (row.skipped) return;
    put(this.groups, row.group, by);
    if (row.findings.length === 0) return;
    for (const kind of new Set(row.findings.map((finding) => finding.kind))) {
      put(this.kinds, kind, by);
    }
  }
}

const put = <Key>(counts: Map<Key, number>, key: Key, by: number): void => {
  const now = (counts.get(key) ?? 0) + by;
  if (now === 0) counts.delete(key);
  else counts.set(key, now);
};
