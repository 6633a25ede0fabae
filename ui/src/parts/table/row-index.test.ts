/**
 * Rows are sorted as people read them, with empty values last in either direction, and are worked
 * out again only when something else is asked for.
 */

import { describe, expect, it } from "vitest";

import { type TableColumn } from "./columns";
import { RowIndex } from "./row-index";

type Row = { name: string; group: string; at: number | null };
const columns: TableColumn<Row>[] = [
  { id: "name", title: "Name", width: 1, text: (row) => row.name, searched: true },
  { id: "group", title: "Group", width: 1, text: (row) => row.group },
  { id: "at", title: "At", width: 1, text: () => "", value: (row) => row.at },
];
const rows: Row[] = [
  { name: "Zoë", group: "Group 10", at: 3 },
  { name: "ada", group: "Group 2", at: null },
  { name: "Øyvind", group: "Group 2", at: 1 },
  { name: "Łukasz", group: "", at: 2 },
];
const names = (shown: readonly Row[]) => shown.map((row) => row.name);

describe("the rows of a table", () => {
  const index = new RowIndex(rows, columns);

  it("stay as they are while nobody asks for anything else", () => {
    expect(index.arrange(null, " ", null)).toBe(rows);
  });

  it("are sorted by their letters, without case and accents", () => {
    const sort = { column: "name", descending: false };
    expect(names(index.arrange(null, "", sort))).toEqual(["ada", "Łukasz", "Øyvind", "Zoë"]);
    const back = { column: "name", descending: true };
    expect(names(index.arrange(null, "", back))).toEqual(["Zoë", "Øyvind", "Łukasz", "ada"]);
  });

  it("come last where they have no value, whichever way they are sorted", () => {
    const up = index.arrange(null, "", { column: "at", descending: false });
    expect(names(up)).toEqual(["Øyvind", "Łukasz", "Zoë", "ada"]);
    const down = index.arrange(null, "", { column: "at", descending: true });
    expect(names(down)).toEqual(["Zoë", "Łukasz", "Øyvind", "ada"]);
  });

  it("count numbers in names of groups as numbers", () => {
    const shown = index.arrange(null, "", { column: "group", descending: false });
    expect(shown.map((row) => row.group)).toEqual(["Group 2", "Group 2", "Group 10", ""]);
  });

  it("are filtered, searched and sorted together", () => {
    const sort = { column: "name", descending: true };
    expect(names(index.arrange((row) => row.at !== null, " O", sort))).toEqual(["Zoë", "Øyvind"]);
  });
});
