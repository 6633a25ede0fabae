/**
 * Plans under way come before finished ones, and within each those that need attention come first.
 */

import { expect, it } from "vitest";

import { aPlanEntry, countsOf } from "../bridge/fake-plans";
import { keyOfLine, planLines } from "./plan-groups";

it("keeps what is under way and what is done apart, what needs attention first", () => {
  const failing = { people: countsOf({ done: 3, needsAttention: 1 }) };
  const plans = [
    aPlanEntry({ id: "6", state: "settled" }),
    aPlanEntry({ id: "5" }),
    aPlanEntry({ id: "4", state: "held", asksUser: true }),
    aPlanEntry({ id: "3", state: "settled", ...failing }),
    aPlanEntry({ id: "2", state: "settled" }),
    aPlanEntry({ id: "1", state: "grace" }),
  ];
  expect(planLines(plans).map(keyOfLine)).toEqual([
    "group underWay",
    ...["4", "5", "1"],
    "group done",
    ...["3", "6", "2"],
  ]);
  expect(planLines([])).toEqual([]);
  expect(planLines([aPlanEntry({ state: "settled" })])[0]).toEqual({ group: "done", count: 1 });
});
