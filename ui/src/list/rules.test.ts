import { describe, expect, it } from "vitest";

import { groupName, groupSizes } from "./rules";

describe("groups that are planned", () => {
  it("differ by one person at most, and none is empty", () => {
    expect(groupSizes(11, { kind: "groups", n: 3 })).toEqual([4, 4, 3]);
    expect(groupSizes(11, { kind: "each", n: 4 })).toEqual([4, 4, 3]);
    expect(groupSizes(2, { kind: "groups", n: 5 })).toEqual([1, 1]);
    expect(groupSizes(0, { kind: "groups", n: 5 })).toEqual([]);
  });

  it("are named by their number", () => {
    expect(groupName("Room ## left", 7)).toBe("Room 07 left");
    expect(groupName("Group #", 12)).toBe("Group 12");
    expect(groupName("Team", 3)).toBe("Team 3");
    expect(groupName(" ", 3)).toBe("3");
  });
});
