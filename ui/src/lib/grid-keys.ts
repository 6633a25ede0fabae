/** A cell by its place among the rows that are shown. */
export type Cell = { row: number; column: number };

export type GridSize = { rows: number; columns: number; page: number };

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Where a key leads from a cell; `"below"` is past the last row, null is not a key that moves. */
export const moveBy = (
  event: Key,
  { row, column }: Cell,
  size: GridSize,
): Cell | "below" | null => {
  if (event.altKey) return null;
  const whole = event.ctrlKey || event.metaKey;
  const last = size.rows - 1;
  const at = (nextRow: number, nextColumn = column): Cell => ({
    row: Math.max(0, Math.min(last, nextRow)),
    column: Math.max(0, Math.min(size.columns - 1, nextColumn)),
  });
  switch (event.key) {
    case "ArrowDown":
      if (row >= last && !event.shiftKey) return "below";
      return at(whole ? last : row + 1);
    case "ArrowUp":
      return at(whole ? 0 : row - 1);
    case "ArrowRight":
      return at(row, whole ? size.columns - 1 : column + 1);
    case "ArrowLeft":
      return at(row, whole ? 0 : column - 1);
    case "PageDown":
      return at(row + size.page);
    case "PageUp":
      return at(row - size.page);
    case "Home":
      return at(whole ? 0 : row, 0);
    case "End":
      return at(whole ? last : row, size.columns - 1);
    default:
      return null;
  }
};

/** The cell after this one in reading order, over columns that can be changed (all but the first). */
export const nextCell = (
  { row, column }: Cell,
  back: boolean,
  size: GridSize,
): Cell | "below" | null => {
  if (back) {
    if (column > 1) return { row, column: column - 1 };
    return row === 0 ? null : { row: row - 1, column: size.columns - 1 };
  }
  if (column < size.columns - 1) return { row, column: column + 1 };
  return row >= size.rows - 1 ? "below" : { row: row + 1, column: 1 };
};

/** A key that puts a character: it begins to change the cell. */
export const isTyped = (event: Key): boolean =>
  /^.$/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;

/** Text that is a list rather than one word to be put into a field. */
export const isBlock = (text: string): boolean => /[\n\r\t;,@<]/u.test(text);
