/**
 * Groups are listed in the order in which people read them, with their numbers counted as numbers.
 */

import { describe, expect, it } from "vitest";

import { groupsInOrder } from "./groups";

describe("the groups of a list", () => {
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
