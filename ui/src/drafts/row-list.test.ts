/**
 * The rows of a list stay in their order, and its totals stay right, while rows are added, changed
 * and removed.
 */

import { describe, expect, it } from "vitest";

import type { Finding } from "../bridge";
import { aFinding, aRow } from "./fake-drafts";
import { RowList } from "./row-list";

describe("the rows of a list", () => {
  const three = (): RowList => {
    const list = new RowList();
    list.fill([aRow("a", 10), aRow("b", 20), aRow("c", 30)]);
    return list;
  };

  it("take changed rows in place and new ones where they belong", () => {
    const list = three();
    const fresh = list.put([aRow("d", 40), aRow("a", 10, { name: "Ada" }), aRow("between", 15)]);
    expect(fresh.map((row) => row.id)).toEqual(["d", "between"]);
    expect(list.rows.map((row) => row.id + row.name)).toEqual(["aAda", "between", "b", "c", "d"]);
    expect(list.placeOf("b")).toBe(2);
  });

  it("close up where rows went away", () => {
    const list = three();
    list.remove(["b", "nobody"]);
    expect(list.placeOf("c")).toBe(1);
    expect(list.get("b")).toBeUndefined();
    expect(list.placeOf("b")).toBeUndefined();
  });

  it("are counted by their groups and what is said of them, whatever happens to them", () => {
    const found = (kind: Finding["kind"]): Finding => aFinding({ kind, severity: "toCheck" });
    const list = three();
    list.put([
      aRow("a", 10, { group: "A", findings: [found("typo"), found("typo")], fix: "x@y.z" }),
      aRow("b", 20, { group: "A", skipped: true, findings: [found("duplicate")] }),
    ]);
    const { totals } = list;
    expect([...totals.kinds]).toEqual([["typo", 1]]);
    expect(totals.groups).toEqual(
      new Map([
        ["", 1],
        ["A", 1],
      ]),
    );
    expect([totals.withGroup, totals.fixable]).toEqual([2, 1]);
    list.put([aRow("a", 10)]);
    list.remove(["b"]);
    expect([totals.withGroup, totals.fixable, totals.kinds.size]).toEqual([0, 0, 0]);
    expect([...totals.groups]).toEqual([["", 2]]);
  });
});
