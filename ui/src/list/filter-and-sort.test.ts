import { describe, expect, it } from "vitest";

import type { DraftRow, Finding } from "../bridge";
import { isIn, blockOf } from "./cell-range";
import { foundIn, hitsIn } from "./find";
import { everybody, GridView, nextSort, type Show, type Sort, viewOf } from "./filter-and-sort";
import { searchable } from "../space/filters";
import { RowList } from "../drafts/row-list";
import { Slots, windowOf } from "../parts/row-window";
import { inSlices } from "./time-slicing";

const row = (position: number, more: Partial<DraftRow> = {}): DraftRow => ({
  id: `r${position}`,
  position,
  name: "",
  address: "",
  group: "",
  note: "",
  listId: "",
  leftOut: false,
  findings: [],
  ...more,
});

const listOf = (rows: DraftRow[]): RowList => {
  const list = new RowList();
  list.fill(rows);
  return list;
};

const wanted = () => true;
const look = async (list: RowList, show: Show, sort: Sort | null): Promise<GridView> => {
  const view = new GridView(list);
  view.set(await inSlices(viewOf(list.rows, show, sort, "en"), wanted), sort);
  return view;
};
const idsOf = (view: GridView): string[] => view.slice(0, view.count).map(({ id }) => id);

describe("the order of a list", () => {
  it("is by one column as people read it, what is empty last, equal ones as in the list", async () => {
    const names = ["Zoë", "", "émile", "Group 10", "Group 2", "Emile"];
    const list = listOf(names.map((name, place) => row(place + 1, { name })));
    const up = await look(list, everybody, { column: "name", down: false });
    expect(up.slice(0, 9).map(({ name }) => name)).toEqual([
      "émile",
      "Emile",
      "Group 2",
      "Group 10",
      "Zoë",
      "",
    ]);
    const down = await look(list, everybody, { column: "name", down: true });
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
    expect(up).toEqual({ column: "name", down: false });
    const down = nextSort(up, "name");
    expect(down).toEqual({ column: "name", down: true });
    expect(nextSort(down, "name")).toBeNull();
    expect(nextSort(down, "group")).toEqual({ column: "group", down: false });
  });

  it("is right for a long list, worked out in slices", async () => {
    const list = listOf(
      Array.from({ length: 20_000 }, (_, place) =>
        row(place + 1, { name: String((place * 7919) % 20_000) }),
      ),
    );
    const view = await look(list, everybody, { column: "name", down: false });
    const names = view.slice(0, view.count).map(({ name }) => Number(name));
    expect(names.every((name, place) => name === place)).toBe(true);
  });

  it("stays while its rows are typed in, and takes what is new at the end", async () => {
    const list = listOf([row(1, { name: "b" }), row(2, { name: "a" })]);
    const view = await look(list, everybody, { column: "name", down: false });
    const typed = row(2, { name: "z" });
    list.put([typed]);
    view.take([typed], [], everybody);
    const fresh = row(3, { name: "0" });
    list.put([fresh]);
    view.take([fresh], [], everybody);
    expect(idsOf(view)).toEqual(["r2", "r1", "r3"]);
    expect(view.indexOf("r1")).toBe(1);
  });
});

describe("the rows that are shown", () => {
  const groupA: Show = { by: "group", group: "A" };

  it("stay when they do not fit any more, and take in those that do now, where they belong", async () => {
    const list = listOf([
      row(1, { group: "A" }),
      row(2, { group: "B" }),
      row(3, { group: "A" }),
      row(4, { group: "A" }),
    ]);
    const view = await look(list, groupA, null);
    const changed = [row(2, { group: "A" }), row(3, { group: "C" })];
    list.put(changed);
    list.remove(["r4"]);
    view.take(changed, ["r4"], groupA);
    expect(idsOf(view)).toEqual(["r1", "r2", "r3"]);
    expect(view.indexOf("r3")).toBe(2);
    expect(view.indexOf("r4")).toBe(-1);
  });

  it("are those of which one thing is said", async () => {
    const double: Finding = {
      kind: "double",
      reason: null,
      severity: "asks",
      at: null,
      mend: null,
      otherRow: null,
    };
    const list = listOf([
      row(1),
      row(2, { findings: [double] }),
      row(3, { findings: [double], leftOut: true }),
    ]);
    expect(idsOf(await look(list, { by: "kind", kind: "double" }, null))).toEqual(["r2"]);
  });

  it("are the whole list without a copy of it where nothing is left away", async () => {
    const list = listOf([row(1), row(2)]);
    const view = await look(list, everybody, null);
    list.put([row(3)]);
    expect(view.count).toBe(3);
    expect(view.at(2)?.id).toBe("r3");
  });
});

describe("finding", () => {
  it("takes no notice of case and accents, and knows where it stands", () => {
    expect(foundIn("Émilie du Châtelet", searchable("chatel"))).toEqual([[10, 16]]);
    expect(foundIn("Cafe\u0301 Anna", "anna")).toEqual([[6, 10]]);
    expect(foundIn("aaa", "a")).toHaveLength(3);
    expect(foundIn("aaa", "")).toEqual([]);
  });

  it("names every cell, row by row", async () => {
    const rows = [row(1, { name: "Ada", address: "ada@x.example" }), row(2, { name: "Tom" })];
    expect(await inSlices(hitsIn(rows, ["name", "address"], "ada"), wanted)).toEqual([
      { id: "r1", column: "name" },
      { id: "r1", column: "address" },
    ]);
  });
});

describe("long work", () => {
  it("ends when nobody wants it any more", async () => {
    let steps = 0;
    function* endless(): Generator<undefined, never> {
      for (;;) {
        steps += 1;
        yield;
      }
    }
    expect(await inSlices(endless(), () => false)).toBeNull();
    expect(steps).toBeGreaterThan(0);
  });
});

describe("what is drawn", () => {
  it("is what is in sight and a little around it", () => {
    expect(windowOf({ top: 370, height: 370 }, 37, 1000, 2)).toEqual({ from: 8, to: 22 });
    expect(windowOf({ top: 0, height: 370 }, 37, 3, 2)).toEqual({ from: 0, to: 3 });
  });

  it("uses elements again, and leaves alone those that go on showing their row", () => {
    const slots = new Slots<{ id: string }>();
    const drawn = (ids: string): string =>
      slots
        .assign(Array.from(ids, (id, index) => ({ index, row: { id } })))
        .map(({ slot, row: { id } }) => `${slot}${id}`)
        .join(" ");
    expect(drawn("abc")).toBe("0a 1b 2c");
    expect(drawn("bxy")).toBe("0x 1b 2y");
    expect(drawn("yb")).toBe("1b 2y");
    expect(drawn("byzw")).toBe("0z 1b 2y 3w");
    slots.clear();
    expect(drawn("wzy")).toBe("0w 1z 2y");
  });
});

describe("a block of cells", () => {
  it("lies between two cells, whichever came first", () => {
    const block = blockOf({ row: 5, column: 3 }, { row: 2, column: 1 }, 5);
    expect(block).toMatchObject({ top: 2, bottom: 5, left: 1, right: 3, wholeRows: false });
    expect(isIn(block, 3, 2)).toBe(true);
    expect(isIn(block, 3, 4)).toBe(false);
  });

  it("is whole rows where it touches their numbers", () => {
    const block = blockOf({ row: 2, column: 0 }, { row: 3, column: 2 }, 5);
    expect(block).toMatchObject({ left: 1, right: 4, wholeRows: true });
  });
});
