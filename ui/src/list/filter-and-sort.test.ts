/**
 * The list is sorted and filtered as people read it, and a row that is changed afterwards neither
 * jumps nor vanishes.
 */

import { describe, expect, it } from "vitest";

import type { DraftRow } from "../bridge";
import { aFinding, aRow } from "../drafts/fake-drafts";
import { RowList } from "../drafts/row-list";
import {
  allRows,
  filterAndSort,
  type ListFilter,
  nextSort,
  type ListSort,
} from "./filter-and-sort";
import { runInSlices } from "./time-slicing";
import { VisibleRows } from "./visible-rows";

const row = (position: number, more: Partial<DraftRow> = {}): DraftRow =>
  aRow(`r${position}`, position, more);

const listOf = (rows: DraftRow[]): RowList => {
  const list = new RowList();
  list.fill(rows);
  return list;
};

const wanted = () => true;
const visible = async (
  list: RowList,
  filter: ListFilter,
  sort: ListSort | null,
): Promise<VisibleRows> => {
  const view = new VisibleRows(list);
  view.set(await runInSlices(filterAndSort(list.rows, filter, sort, "en"), wanted), sort);
  return view;
};
const idsOf = (view: VisibleRows): string[] => view.slice(0, view.count).map(({ id }) => id);

describe("the order of a list", () => {
  it("is by one column as people read it, what is empty last, equal ones as in the list", async () => {
    const names = ["Zoë", "", "émile", "Group 10", "Group 2", "Emile"];
    const list = listOf(names.map((name, place) => row(place + 1, { name })));
    const up = await visible(list, allRows, { column: "name", descending: false });
    expect(up.slice(0, 9).map(({ name }) => name)).toEqual([
      "émile",
      "Emile",
      "Group 2",
      "Group 10",
      "Zoë",
      "",
    ]);
    const down = await visible(list, allRows, { column: "name", descending: true });
    expect(down.slice(0, 9).map(({ name }) => name)).toEqual([
      "Zoë",
      "Group 10",
      "Group 2",
      "émile",
      "Emile",
      "",
    ]);
  });

  it("goes up, down, and back to the list's own", () => {
    const up = nextSort(null, "name");
    expect(up).toEqual({ column: "name", descending: false });
    const down = nextSort(up, "name");
    expect(down).toEqual({ column: "name", descending: true });
    expect(nextSort(down, "name")).toBeNull();
    expect(nextSort(down, "group")).toEqual({ column: "group", descending: false });
  });

  it("is right for a long list, worked out in slices", async () => {
    const list = listOf(
      Array.from({ length: 20_000 }, (_, place) =>
        row(place + 1, { name: String((place * 7919) % 20_000) }),
      ),
    );
    const view = await visible(list, allRows, { column: "name", descending: false });
    const names = view.slice(0, view.count).map(({ name }) => Number(name));
    expect(names.every((name, place) => name === place)).toBe(true);
  });

  it("stays while its rows are typed in, and takes what is new at the end", async () => {
    const list = listOf([row(1, { name: "b" }), row(2, { name: "a" })]);
    const view = await visible(list, allRows, { column: "name", descending: false });
    const typed = row(2, { name: "z" });
    list.put([typed]);
    view.update([typed], [], allRows);
    const fresh = row(3, { name: "0" });
    list.put([fresh]);
    view.update([fresh], [], allRows);
    expect(idsOf(view)).toEqual(["r2", "r1", "r3"]);
    expect(view.indexOf("r1")).toBe(1);
  });
});

describe("the rows that are shown", () => {
  const groupA: ListFilter = { by: "group", group: "A" };

  it("stay when they don't fit any more, and take in those that do now, where they belong", async () => {
    const list = listOf([
      row(1, { group: "A" }),
      row(2, { group: "B" }),
      row(3, { group: "A" }),
      row(4, { group: "A" }),
    ]);
    const view = await visible(list, groupA, null);
    const changed = [row(2, { group: "A" }), row(3, { group: "C" })];
    list.put(changed);
    list.remove(["r4"]);
    view.update(changed, ["r4"], groupA);
    expect(idsOf(view)).toEqual(["r1", "r2", "r3"]);
    expect(view.indexOf("r3")).toBe(2);
    expect(view.indexOf("r4")).toBe(-1);
  });

  it("are those that count as one of the numbers above the list", async () => {
    const list = listOf([row(1), row(2, { status: "toFix" }), row(3, { status: "skipped" })]);
    expect(idsOf(await visible(list, { by: "status", status: "toFix" }, null))).toEqual(["r2"]);
    expect(idsOf(await visible(list, { by: "status", status: "skipped" }, null))).toEqual(["r3"]);
  });

  it("are those of which one thing is said", async () => {
    const double = aFinding({ kind: "duplicate", severity: "toCheck" });
    const list = listOf([
      row(1),
      row(2, { findings: [double] }),
      row(3, { findings: [double], skipped: true }),
    ]);
    expect(idsOf(await visible(list, { by: "kind", kind: "duplicate" }, null))).toEqual(["r2"]);
  });

  it("are the whole list without a copy of it where nothing is left away", async () => {
    const list = listOf([row(1), row(2)]);
    const view = await visible(list, allRows, null);
    list.put([row(3)]);
    expect(view.count).toBe(3);
    expect(view.at(2)?.id).toBe("r3");
  });
});
