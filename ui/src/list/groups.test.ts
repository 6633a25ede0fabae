import { describe, expect, it } from "vitest";

import { countsOfSizes, groupsInOrder } from "./groups";

describe("the groups of a list", () => {
  it("are counted by their size", () => {
    expect(countsOfSizes([4, 4, 3])).toEqual([
      { size: 4, groups: 2 },
      { size: 3, groups: 1 },
    ]);
  });

  it("stand in the order people read them", () => {
    const counts = new Map([
      ["Group 10", 1],
      ["", 4],
      ["Group 2", 3],
    ]);
    expect(groupsInOrder(counts, "en")).toEqual([
      { group: "Group 2", people: 3 },
      { group: "Group 10", people: 1 },
    ]);
  });
});
