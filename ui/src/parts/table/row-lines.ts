/** The rows of a table as lines of one height. */

/**
 * The rows of a table on lines of one height, which is what a virtual list can scroll. Most rows
 * take one line; a row with more to say takes further lines below it.
 */
export class RowLines {
  /** On which line each row begins; null where every row takes one. */
  readonly #starts: readonly number[] | null;
  readonly total: number;

  constructor(count: number, more: ((row: number) => number) | null) {
    if (more === null) {
      this.#starts = null;
      this.total = count;
      return;
    }
    const starts: number[] = [];
    let total = 0;
    for (let row = 0; row < count; row += 1) {
      starts.push(total);
      total += 1 + more(row);
    }
    this.#starts = starts;
    this.total = total;
  }

  /** The line on which a row begins. */
  startOf(row: number): number {
    return this.#starts === null ? row : (this.#starts[row] ?? this.total);
  }

  /** How many lines a row takes. */
  countOf(row: number): number {
    return this.startOf(row + 1) - this.startOf(row);
  }

  /** The rows of which these lines are. The lines are consecutive. */
  rowsOf(lines: readonly number[]): number[] {
    const starts = this.#starts;
    if (starts === null) return [...lines];
    const [first, last] = [lines[0], lines.at(-1)];
    if (first === undefined || last === undefined) return [];
    const rows: number[] = [];
    for (let row = this.#rowAt(first); row < starts.length && this.startOf(row) <= last; row += 1)
      rows.push(row);
    return rows;
  }

  #rowAt(line: number): number {
    let [low, high] = [0, Math.max(0, (this.#starts?.length ?? 0) - 1)];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.startOf(middle) <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
