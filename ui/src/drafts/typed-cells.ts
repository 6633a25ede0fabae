/**
 * What was typed and hasn't reached the shell yet. Without it, an answer on its way back would put
 * an older text into the cell in which somebody is typing.
 */

import type { CellChange, DraftRow } from "../bridge";

/** A cell while it is typed in. The shell undoes everything under one token as one step. */
export type Typing = CellChange & { token: string };

const cellOf = ({ row, field }: CellChange): string => `${field} ${row}`;

/**
 * Key strokes that the shell hasn't received yet. Only the last one of each cell is kept, because
 * it says what the ones before it said. Rows that come from the shell meanwhile are older than these
 * key strokes, so `over` puts the typed text back into them.
 */
export class TypedCells {
  readonly #cells = new Map<string, Typing>();

  /** False where a key stroke under the same token is waiting already: it will carry this one too. */
  put(typing: Typing): boolean {
    const waiting = this.#cells.get(cellOf(typing));
    this.#cells.set(cellOf(typing), typing);
    return waiting?.token !== typing.token;
  }

  /** The newest text of this cell, which is on its way now. */
  take(typing: Typing): Typing {
    const newest = this.#cells.get(cellOf(typing)) ?? typing;
    this.#cells.delete(cellOf(typing));
    return newest;
  }

  clear(): void {
    this.#cells.clear();
  }

  over(rows: readonly DraftRow[]): readonly DraftRow[] {
    if (this.#cells.size === 0) return rows;
    return rows.map((row) => {
      const newer = { ...row };
      for (const typing of this.#cells.values()) {
        if (typing.row === row.id) newer[typing.field] = typing.value;
      }
      return newer;
    });
  }
}
