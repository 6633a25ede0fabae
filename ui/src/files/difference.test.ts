/**
 * The difference from a newer file is laid out in groups, and taking over a group or single people
 * of it chooses nobody else.
 */

import { describe, expect, it } from "vitest";

import type { Difference, FilePerson } from "../bridge";
import { groupLines } from "../parts/table/groups";
import { Selection } from "../parts/table/selection.svelte";
import {
  type DifferenceGroup,
  type DifferenceRow,
  groupsOf,
  idsToTake,
  keyOf,
  rowsOf,
} from "./difference";

const person = (name: string, more: Partial<FilePerson> = {}): FilePerson => ({
  name,
  address: `${name.toLowerCase()}@uni.example`,
  group: "A",
  note: "",
  listId: "",
  ...more,
});

const difference: Difference = {
  added: [person("Ada"), person("Bob")],
  gone: [{ row: "7", person: person("Cleo") }],
  changed: [
    { row: "8", before: person("Dan"), after: person("Dan", { name: "Daniel", group: "B" }) },
    { row: "9", before: person("Eve"), after: person("Eve", { group: "" }) },
  ],
  same: 3,
};
const rows = rowsOf(difference);

const selected = (...keys: string[]): Selection => {
  const selection = new Selection();
  selection.only(keys);
  return selection;
};

describe("a difference", () => {
  it("says of a changed person what it was and what it becomes, and nothing of what was left empty", () => {
    expect(groupsOf(rows)[2]?.rows.map((row) => row.changes)).toEqual([
      [
        { field: "name", before: "Dan", after: "Daniel" },
        { field: "group", before: "A", after: "B" },
      ],
      [],
    ]);
  });

  it("has a line for each group in which somebody is, above its people", () => {
    const lines = groupLines<DifferenceRow, DifferenceGroup>(
      groupsOf(rowsOf({ ...difference, gone: [] })),
      new Set(),
    );
    expect(lines.map(({ group, row }) => row?.person.name ?? group.id)).toEqual([
      "added",
      "Ada",
      "Bob",
      "changed",
      "Dan",
      "Eve",
    ]);
  });
});

describe("choosing from a difference", () => {
  it("takes all of a group without naming them, and some by name", () => {
    const all = selected(...rows.map(keyOf));
    expect(idsToTake(rows, "added", all)).toBeNull();
    all.toggle("added 0");
    expect(idsToTake(rows, "added", all)).toEqual(["1"]);
    expect(idsToTake(rows, "gone", selected())).toEqual([]);
  });

  it("tells people of different groups apart", () => {
    expect(new Set(rows.map(keyOf)).size).toBe(rows.length);
    expect(idsToTake(rows, "changed", selected("gone 8"))).toEqual([]);
  });
});
