/**
 * What the keys of a spreadsheet mean, without the grid: they can be tested without drawing
 * anything.
 */

/** A cell by its place in the grid. Column 0 is the row's number. */
export type Cell = { row: number; column: number };

export type GridSize = { rows: number; columns: number; page: number };

type Key = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/**
 * Where a key moves to from a cell. `"below"` is past the last row; null means that the key does
 * not move.
 */
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

/** The next cell in reading order, or the one before, among the columns with text. */
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

/** A key that types a character, with which editing begins. */
export const isTyped = (event: Key): boolean =>
  /^.$/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;

/**
 * The first key of a character that takes several keys. The input must be there before the rest
 * comes.
 */
export const beginsComposing = (event: Key): boolean =>
  event.key === "Dead" || event.key === "Process";

export type Command =
  | "edit"
  | "fix"
  | "nextWrong"
  | "removeRows"
  | "skip"
  | "all"
  | "wholeRows"
  | "clear"
  | "fillDown"
  | "group"
  | "leave"
  | { toGroup: number };

/** What a key does in the grid, besides moving. */
export const commandOf = (event: Key): Command | null => {
  if (event.ctrlKey || event.metaKey) {
    if (event.altKey || event.shiftKey) return null;
    switch (event.key.toLowerCase()) {
      case "delete":
      case "backspace":
        return "removeRows";
      case "a":
        return "all";
      case "d":
        return "fillDown";
      case "g":
        return "group";
      case "l":
        return "skip";
      default:
        return null;
    }
  }
  if (event.altKey) {
    if (event.key === "Enter") return "fix";
    // With Alt the key may type another character, so the digit is read from the key's position.
    const digit = /^Digit([1-9])$/u.exec(event.code)?.[1];
    return digit === undefined ? null : { toGroup: Number(digit) };
  }
  switch (event.key) {
    case "Enter":
    case "F2":
      return "edit";
    case "F8":
      return "nextWrong";
    case "Delete":
    case "Backspace":
      return "clear";
    case "Escape":
      return "leave";
    case " ":
      return event.shiftKey ? "wholeRows" : null;
    default:
      return null;
  }
};

/** Keys that act on the list wherever the focus is on its page. */
export type PageCommand = "undo" | "redo" | "find" | "nextMatch" | "previousMatch";

export const pageCommandOf = (event: Key): PageCommand | null => {
  if (event.key === "F3") return event.shiftKey ? "previousMatch" : "nextMatch";
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  switch (event.key.toLowerCase()) {
    case "z":
      return event.shiftKey ? "redo" : "undo";
    case "y":
      return "redo";
    case "f":
      return event.shiftKey ? null : "find";
    default:
      return null;
  }
};
