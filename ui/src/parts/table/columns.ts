/** The columns of a working table: what each holds, how it sorts, and which of them find room. */

/** How a column is laid out. */
export type ColumnLayout<Id extends string> = {
  id: Id;
  title: string;
  /** In pixels: the least that the column needs. */
  width: number;
  /** Its share of the room that is left; without it the column keeps its width. */
  grow?: number;
  numeric?: boolean;
  /** Of columns that don't all find room, the one with the lowest number goes first. A column
      without a number always stays. */
  rank?: number;
  /** Not shown until the user chooses it. */
  waits?: boolean;
};

/**
 * `Id` is what a table calls its columns, so that a cell of a column that there isn't doesn't
 * compile.
 */
export type TableColumn<Row, Id extends string = string> = ColumnLayout<Id> & {
  /** What the cell says, for searching, sorting and exporting. */
  text: (row: Row) => string;
  /** What it is sorted by where that isn't its text. Rows without a value come last. */
  value?: (row: Row) => number | string | null;
  /** A search looks into it. */
  searched?: boolean;
};

/** How the user has arranged a table. */
export type Arrangement = {
  /** The columns that are shown; null while nobody has chosen. */
  columns: string[] | null;
  /** The column it is sorted by; null for the order in which the rows come. */
  sort: string | null;
  descending: boolean;
};

/** The width of the column with the checkboxes. */
export const tickWidth = 24;
/** What stands free at both edges of a row, and between two columns. */
export const edge = 24;
export const gap = 16;

/** The columns that the user has chosen, in the order in which the table has them. */
export const chosenColumns = <Column extends { id: string; waits?: boolean; rank?: number }>(
  columns: readonly Column[],
  chosen: readonly string[] | null,
): Column[] =>
  columns.filter((column) =>
    chosen === null
      ? column.waits !== true
      : column.rank === undefined || chosen.includes(column.id),
  );

/** The columns that find room in `width`, without those that are the first to go. */
export const columnsThatFit = <Column extends { width: number; rank?: number }>(
  columns: readonly Column[],
  width: number,
  ticks: boolean,
): Column[] => {
  const fixed = 2 * edge + (ticks ? tickWidth + gap : 0);
  let left = [...columns];
  const needed = (): number =>
    left.reduce((sum, column) => sum + column.width, fixed + gap * Math.max(0, left.length - 1));
  while (needed() > width) {
    const first = left.reduce<Column | null>(
      (lowest, column) =>
        column.rank !== undefined && (lowest?.rank === undefined || column.rank < lowest.rank)
          ? column
          : lowest,
      null,
    );
    if (first === null) break;
    left = left.filter((column) => column !== first);
  }
  return left;
};

/** The columns as tracks of a grid. */
export const tracks = (
  columns: readonly { width: number; grow?: number }[],
  ticks: boolean,
): string =>
  [
    ...(ticks ? [`${tickWidth}px`] : []),
    ...columns.map(({ width, grow }) =>
      grow === undefined ? `${width}px` : `minmax(${width}px, ${grow}fr)`,
    ),
  ].join(" ");
