import { describe, expect, it } from "vitest";

import type { DraftRow, Person, PlanCounts, PlanRow } from "../bridge";
import { aProblem } from "../bridge/fake-shell";
import { countPeople, filterPeople } from "./people";
import { countOf, endedOf, isIn } from "./plan-counts";
import { problemGroups } from "./problem-groups";
import { RowList } from "./row-list";

const draftRow = (id: string, name = ""): DraftRow => ({
  id,
  name,
  address: "",
  group: "",
  note: "",
  leftOut: false,
  findings: [],
});

describe("the rows of a list", () => {
  it("take changed rows in place and new ones at the end", () => {
    const list = new RowList();
    list.fill([draftRow("a"), draftRow("b")]);
    expect(list.put([draftRow("a", "Ada"), draftRow("c")])).toBe(1);
    expect(list.rows.map((row) => `${row.id}${row.name}`)).toEqual(["aAda", "b", "c"]);
    expect(list.placeOf("c")).toBe(2);
  });

  it("close up where rows went away", () => {
    const list = new RowList();
    list.fill([draftRow("a"), draftRow("b"), draftRow("c")]);
    list.remove(["a", "nobody"]);
    expect(list.placeOf("c")).toBe(1);
    expect(list.get("a")).toBeUndefined();
  });
});

const person = (name: string, more: Partial<Person> = {}): Person => ({
  name,
  address: `${name.toLowerCase()}@uni.example`,
  state: "joined",
  administrator: false,
  ownInstance: true,
  shared: [],
  invitedAt: null,
  ...more,
});

describe("the people of a space", () => {
  const people = [
    person("Émilie"),
    person("Max", { administrator: true }),
    person("Wei", { state: "invited" }),
  ];

  it("are counted by how they stand", () => {
    expect(countPeople(people)).toEqual({ all: 3, joined: 2, invited: 1, administrators: 1 });
  });

  it("are found without regard to case and accents", () => {
    expect(filterPeople(people, "all", " emil ").map((one) => one.name)).toEqual(["Émilie"]);
    expect(filterPeople(people, "invited", "").map((one) => one.name)).toEqual(["Wei"]);
    expect(filterPeople(people, "joined", "wei")).toEqual([]);
  });
});

describe("the numbers of a plan", () => {
  const counts: PlanCounts = {
    all: 10,
    waiting: 1,
    sending: 1,
    done: 3,
    already: 1,
    refused: 1,
    blocked: 1,
    gaveUp: 0,
    unsure: 1,
    cancelled: 1,
  };

  it("put every person under one of them", () => {
    const parts = ["needs", "done", "already", "toGo", "cancelled"] as const;
    expect(parts.reduce((sum, part) => sum + countOf(part, counts), 0)).toBe(counts.all);
    expect(endedOf(counts)).toBe(8);
  });

  it("filter by state", () => {
    expect(isIn("needs", "unsure")).toBe(true);
    expect(isIn("done", "already")).toBe(false);
    expect(isIn("all", "cancelled")).toBe(true);
  });
});

describe("people who stand still for the same reason", () => {
  const row = (
    step: string,
    state: PlanRow["state"],
    code?: "notAllowed" | "mailUnsure",
  ): PlanRow => ({
    step,
    name: "",
    address: "",
    state,
    problem: code === undefined ? null : aProblem(code),
    settledAt: null,
    tries: 1,
    call: { method: "POST", path: "/", body: "" },
    status: null,
  });

  it("are told together, those whose mail is unsure first", () => {
    const groups = problemGroups([
      row("1", "refused", "notAllowed"),
      row("2", "done"),
      row("3", "unsure", "mailUnsure"),
      row("4", "refused", "notAllowed"),
    ]);
    expect(groups.map((group) => [group.state, group.rows.map((one) => one.step)])).toEqual([
      ["unsure", ["3"]],
      ["refused", ["1", "4"]],
    ]);
  });
});
