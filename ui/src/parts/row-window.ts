/* Which rows of a long list are drawn, and by which element. */

export type RowWindow = { from: number; to: number };

/** The rows in sight and some around them; `to` is past the last. */
export const windowOf = (
  { top, height }: { top: number; height: number },
  rowHeight: number,
  count: number,
  around: number,
): RowWindow => {
  const from = Math.max(0, Math.floor(top / rowHeight) - around);
  const to = Math.min(count, Math.ceil((top + height) / rowHeight) + around);
  return { from: Math.min(from, to), to };
};

/** A row and its place among those that are shown. */
export type Placed<Row> = { index: number; row: Row };

/** Elements that are used again for other rows. One that goes on showing its row is left alone, so
    that what has the focus, or is being written in, keeps it however far the list is scrolled. */
export class Slots<Row extends { id: string }> {
  #rows: (string | null)[] = [];

  /** The elements in their order, with the row each shows now. */
  assign(rows: readonly Placed<Row>[]): (Placed<Row> & { slot: number })[] {
    const wanted = new Map(rows.map((placed) => [placed.row.id, placed]));
    const fresh = new Set(wanted.keys());
    const free: number[] = [];
    for (const [slot, id] of this.#rows.entries()) {
      if (id !== null && fresh.delete(id)) continue;
      this.#rows[slot] = null;
      free.push(slot);
    }
    let next = 0;
    for (const id of fresh) {
      this.#rows[free[next] ?? this.#rows.length] = id;
      next += 1;
    }
    return this.#rows.flatMap((id, slot) => {
      const placed = id === null ? undefined : wanted.get(id);
      return placed === undefined ? [] : [{ ...placed, slot }];
    });
  }

  /** The next rows take the elements from the first one on. */
  clear(): void {
    this.#rows = this.#rows.map(() => null);
  }
}
