import { describe, expect, it } from "vitest";

import type { Instance, InstanceKind, Person } from "../bridge";
import { countInstances, countPeople, filterInstances, filterPeople } from "./filters";

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

describe("the instances of a space", () => {
  const instance = (kind: InstanceKind): Instance => ({
    slug: kind,
    name: kind,
    description: null,
    kind,
    shareable: kind === "shared",
    people: 0,
    createdAt: null,
  });
  const instances = (["master", "distributed", "individual", "shared"] as const).map(instance);

  it("don't count as shared where they belong to the space itself", () => {
    expect(countInstances(instances)).toEqual({ all: 4, individual: 1, shared: 1 });
    expect(filterInstances(instances, "shared", "").map(({ slug }) => slug)).toEqual(["shared"]);
  });
});
