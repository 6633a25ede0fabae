import { describe, expect, it } from "vitest";

import type { Person } from "../bridge";
import { countPeople, filterPeople } from "./filters";

const person = (name: string, more: Partial<Person> = {}): Person => ({
  name,
  address: `${name.toLowerCase()}@uni.example`,
  state: "joined",
  administrator: false,
  individualInstance: true,
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
