/** Which row of a long list is drawn in which element, while the list scrolls. */

/** A row and its place among those that are shown. */
export type Placed<Row> = { index: number; row: Row };

/**
 * Gives each row that is drawn one of a few elements, which are reused while the list scrolls. An
 * element that goes on showing its row is left alone, so that the cell that has the focus, or is
 * being typed in, keeps it however far the list is scrolled. Keying the elements by row would create
 * and remove them at every scroll instead.
 */
export class RowSlots<Row extends { id: string }> {
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
