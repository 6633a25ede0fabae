import { describe, expect, it } from "vitest";

import type { Difference, FilePerson } from "../bridge";
import {
  countChosen,
  everybody,
  groupsOf,
  keysToTake,
  linesOf,
  nobody,
  toggled,
  toggledGroup,
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
const groups = groupsOf(difference);
const [added, gone] = groups;

describe("a difference", () => {
  it("says of a changed person what it was and what it becomes, and nothing of what was left empty", () => {
    expect(groups[2]?.entries.map((entry) => entry.changes)).toEqual([
      [
        { field: "name", before: "Dan", after: "Daniel" },
        { field: "group", before: "A", after: "B" },
      ],
      [],
    ]);
  });

  it("is laid out as a head for each group and a line for each change", () => {
    expect(
      linesOf(groups).map((line) =>
        line.kind === "head" ? line.group.id : line.first ? line.entry.person.name : "…",
      ),
    ).toEqual(["added", "Ada", "Bob", "gone", "Cleo", "changed", "Dan", "…", "Eve"]);
  });

  it("leaves out the head of a group in which nobody is", () => {
    expect(
      linesOf(groupsOf({ ...difference, gone: [] })).map((line) => line.group.id),
    ).not.toContain("gone");
  });
});

describe("choosing from a difference", () => {
  it("counts people, not changes", () => {
    expect(countChosen(everybody(groups))).toBe(5);
    expect(countChosen(nobody)).toBe(0);
  });

  it("takes all of a group without naming them, and some by name", () => {
    const all = everybody(groups);
    expect(keysToTake(all, added)).toBeNull();
    expect(keysToTake(toggled(all, "added", "0"), added)).toEqual(["1"]);
    expect(keysToTake(nobody, gone)).toEqual([]);
  });

  it("chooses a whole group at once, and lets go of it whole", () => {
    if (added === undefined) throw new Error("no group");
    const some = toggled(nobody, "added", "1");
    const all = toggledGroup(some, added);
    expect([...all.added]).toEqual(["0", "1"]);
    expect(toggledGroup(all, added).added.size).toBe(0);
  });
});
