import { describe, expect, it } from "vitest";

import type { DraftRow, Finding, Person, PlanCounts } from "../bridge";
import { countPeople, filterPeople } from "../space/filters";
import { countOf, endedOf, isIn } from "../outbox/plan-counts";
import { RowList } from "../drafts/row-list";

const draftRow = (id: string, position: number, more: Partial<DraftRow> = {}): DraftRow => ({
  id,
  position,
  name: "",
  address: "",
  group: "",
  note: "",
  listId: "",
  leftOut: false,
  findings: [],
  ...more,
});

describe("the rows of a list", () => {
  const three = (): RowList => {
    const list = new RowList();
    list.fill([draftRow("a", 10), draftRow("b", 20), draftRow("c", 30)]);
    return list;
  };

  it("take changed rows in place and new ones where they belong", () => {
    const list = three();
    const fresh = list.put([
      draftRow("d", 40),
      draftRow("a", 10, { name: "Ada" }),
      draftRow("between", 15),
    ]);
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
    const found = (kind: Finding["kind"], mend: string | null = null): Finding => ({
      kind,
      reason: null,
      severity: "asks",
      at: null,
      mend,
      otherRow: null,
    });
    const list = three();
    list.put([
      draftRow("a", 10, { group: "A", findings: [found("slip", "x@y.z"), found("slip")] }),
      draftRow("b", 20, { group: "A", leftOut: true, findings: [found("double")] }),
    ]);
    const { tally } = list;
    expect([...tally.kinds]).toEqual([["slip", 1]]);
    expect(tally.groups).toEqual(
      new Map([
        ["", 1],
        ["A", 1],
      ]),
    );
    expect([tally.grouped, tally.mendable]).toEqual([2, 1]);
    list.put([draftRow("a", 10)]);
    list.remove(["b"]);
    expect([tally.grouped, tally.mendable, tally.kinds.size]).toEqual([0, 0, 0]);
    expect([...tally.groups]).toEqual([["", 2]]);
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
