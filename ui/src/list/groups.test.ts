import { describe, expect, it } from "vitest";

import { countsOfSizes, groupName, groupSizes, groupsInOrder } from "./groups";

describe("groups that are planned", () => {
  it("differ by one person at most, and none is empty", () => {
    expect(groupSizes(11, { kind: "groups", n: 3 })).toEqual([4, 4, 3]);
    expect(groupSizes(11, { kind: "each", n: 4 })).toEqual([4, 4, 3]);
    expect(groupSizes(2, { kind: "groups", n: 5 })).toEqual([1, 1]);
    expect(groupSizes(0, { kind: "groups", n: 5 })).toEqual([]);
    expect(countsOfSizes([4, 4, 3])).toEqual([
      { size: 4, groups: 2 },
      { size: 3, groups: 1 },
    ]);
  });

  it("are named by their number", () => {
    expect(groupName("Room ## left", 7)).toBe("Room 07 left");
    expect(groupName("Group #", 12)).toBe("Group 12");
    expect(groupName("Team", 3)).toBe("Team 3");
    expect(groupName(" ", 3)).toBe("3");
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
