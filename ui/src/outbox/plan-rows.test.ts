/**
 * A plan's steps are put together as people, group instances and shared reasons, and the lines stay
 * right as single steps change.
 */

import { describe, expect, it } from "vitest";

import type { PlanRow } from "../bridge";
import { aStep, individualChain } from "../bridge/fake-plans";
import { aProblem } from "../bridge/fake-shell";
import { PlanRows } from "./plan-rows";

const inGroupInstance = (person: string, group: string, more: Partial<PlanRow> = {}): PlanRow =>
  aStep(person, "invite", "waiting", {
    name: person,
    instance: group,
    instanceName: `Room ${group}`,
    ...more,
  });
const aGroupInstance = (group: string): PlanRow[] => [
  aStep(`${group} create`, "create", "done", { instance: group, instanceName: `Room ${group}` }),
  aStep(`${group} distribute`, "distribute", "sending", {
    instance: group,
    instanceName: `Room ${group}`,
  }),
];

describe("the lines of a plan", () => {
  it("are the people, with all that is done for each", () => {
    const rows = new PlanRows(
      [
        ...individualChain("Ada", ["done", "sending", "waiting"]),
        ...individualChain("Max", ["refused", "blocked", "blocked"]),
      ],
      false,
    );
    expect(rows.lines).toEqual(["Ada invite", "Max invite"]);
    expect(rows.stepsOf("Ada invite").map((step) => `${step.kind} ${step.state}`)).toEqual([
      "create done",
      "distribute sending",
      "invite waiting",
    ]);
  });

  it("stand below their group instances, whatever the order of the list", () => {
    const rows = new PlanRows(
      [
        ...aGroupInstance("a"),
        ...aGroupInstance("b"),
        inGroupInstance("Ada", "a"),
        inGroupInstance("Max", "b"),
        inGroupInstance("Wei", "a"),
      ],
      true,
    );
    expect(rows.lines).toEqual(["group instance a", "Ada", "Wei", "group instance b", "Max"]);
    expect(rows.groupInstance("group instance a")).toEqual({
      instance: "a",
      name: "Room a",
      people: 2,
    });
    expect(rows.statusStepsOf("group instance a").map((step) => step.kind)).toEqual([
      "create",
      "distribute",
    ]);
    expect(rows.statusStepsOf("Ada").map((step) => step.kind)).toEqual(["invite"]);
    expect(rows.stepsOf("Ada").map((step) => step.kind)).toEqual([
      "create",
      "distribute",
      "invite",
    ]);
  });

  it("are one for everybody who shares an instance", () => {
    const rows = new PlanRows([inGroupInstance("Ada", "a"), inGroupInstance("Max", "a")], false);
    expect(rows.lines).toEqual(["Ada", "Max"]);
    expect(rows.stepsOf("Max").map((step) => step.step)).toEqual(["Max"]);
  });

  it("are about the instance where nobody is invited", () => {
    const rows = new PlanRows(aGroupInstance("a"), false);
    expect(rows.lines).toEqual(["a distribute"]);
    expect(rows.stepsOf("a distribute").map((step) => step.kind)).toEqual(["create", "distribute"]);
  });

  it("come and go with the filter as single steps change", () => {
    const rows = new PlanRows(
      [
        ...aGroupInstance("a"),
        ...aGroupInstance("b"),
        inGroupInstance("Ada", "a"),
        inGroupInstance("Max", "b"),
        inGroupInstance("Wei", "a"),
      ],
      true,
    );
    rows.show("done", "");
    expect(rows.lines).toEqual([]);
    rows.put([
      inGroupInstance("Wei", "a", { state: "done", countedAs: "done" }),
      inGroupInstance("Max", "b", { state: "done", countedAs: "done" }),
    ]);
    expect(rows.lines).toEqual(["group instance a", "Wei", "group instance b", "Max"]);
    rows.put([inGroupInstance("Wei", "a", { state: "unknown", countedAs: "needsAttention" })]);
    expect(rows.lines).toEqual(["group instance b", "Max"]);
    rows.show("all", "");
    expect(rows.lines).toHaveLength(5);
  });

  it("are found by name, address and group, without regard to accents", () => {
    const rows = new PlanRows(
      [
        ...individualChain("Émilie", ["waiting", "waiting", "waiting"]),
        ...individualChain("Max", ["waiting", "waiting", "waiting"], { group: "Emilia" }),
        ...individualChain("Wei", ["waiting", "waiting", "waiting"]),
      ],
      false,
    );
    rows.show("remaining", " emil");
    expect(rows.lines).toEqual(["Émilie invite", "Max invite"]);
  });

  it("tell of ten thousand people what one of them tells", () => {
    const people = Array.from({ length: 10_000 }, (_, index) => `P${index}`);
    const rows = new PlanRows(
      people.flatMap((person) => individualChain(person, ["waiting", "waiting", "waiting"])),
      false,
    );
    rows.show("done", "");
    rows.put(individualChain("P9999", ["done", "done", "done"]));
    rows.put(individualChain("P17", ["done", "done", "done"]));
    expect(rows.lines).toEqual(["P17 invite", "P9999 invite"]);
  });
});

describe("steps that stand still for the same reason", () => {
  const refused = (step: string, more: Partial<PlanRow> = {}): PlanRow =>
    aStep(step, "create", "refused", { problem: aProblem("notAllowed"), ...more });

  it("are told together, those that are unknown first", () => {
    const rows = new PlanRows(
      [
        refused("1"),
        aStep("2", "invite", "done"),
        aStep("3", "invite", "unknown", { problem: aProblem("emailUnknown") }),
        refused("4"),
      ],
      false,
    );
    expect(rows.problems.map((group) => [group.state, [...group.steps]])).toEqual([
      ["unknown", ["3"]],
      ["refused", ["1", "4"]],
    ]);
  });

  it("leave their group when they go on", () => {
    const rows = new PlanRows([refused("1"), refused("4")], false);
    rows.put([refused("1", { state: "waiting", problem: null })]);
    expect(rows.problems.map((group) => [...group.steps])).toEqual([["4"]]);
    rows.put([refused("4", { problem: aProblem("exists") })]);
    expect(rows.problems.map((group) => group.problem.code)).toEqual(["exists"]);
    rows.put([refused("4", { state: "done", problem: null })]);
    expect(rows.problems).toEqual([]);
  });

  it("aren't told again by the steps that wait for them", () => {
    const rows = new PlanRows(
      [
        refused("1"),
        aStep("2", "distribute", "blocked", { waitsFor: "1", problem: aProblem("waitsFor") }),
      ],
      false,
    );
    expect(rows.problems).toHaveLength(1);
  });

  it("are sorted below their group instances, and by the state as it changes", () => {
    const rows = new PlanRows(
      [
        ...aGroupInstance("a"),
        inGroupInstance("Wei", "a"),
        inGroupInstance("Ada", "a"),
        ...aGroupInstance("b"),
        inGroupInstance("Max", "b"),
      ],
      true,
    );
    const given = [...rows.lines];
    rows.sortBy({ column: "name", descending: false });
    expect(rows.lines).toEqual([given[0], "Ada", "Wei", given[3], "Max"].map((id) => id ?? ""));
    rows.sortBy({ column: "state", descending: false });
    rows.put([inGroupInstance("Ada", "a", { state: "refused", countedAs: "needsAttention" })]);
    expect(rows.lines.slice(1, 3)).toEqual(["Ada", "Wei"]);
    rows.put([inGroupInstance("Wei", "a", { state: "refused", countedAs: "needsAttention" })]);
    rows.put([inGroupInstance("Ada", "a")]);
    expect(rows.lines.slice(1, 3)).toEqual(["Wei", "Ada"]);
    rows.sortBy(null);
    expect(rows.lines).toEqual(given);
  });
});
