import type { Instance, Person } from "../bridge";
import { searchable } from "../lib/search";

/** Which people and instances of a space its tables show, and how many there are of each kind. */

export type PeopleFilter = "all" | "joined" | "invited" | "administrators";

const fits: Record<PeopleFilter, (person: Person) => boolean> = {
  all: () => true,
  joined: (person) => person.state === "joined",
  invited: (person) => person.state === "invited",
  administrators: (person) => person.administrator,
};

export const countPeople = (people: readonly Person[]): Record<PeopleFilter, number> => {
  const counts = { all: people.length, joined: 0, invited: 0, administrators: 0 };
  for (const person of people) {
    counts[person.state] += 1;
    if (person.administrator) counts.administrators += 1;
  }
  return counts;
};

export const filterPeople = (
  people: readonly Person[],
  filter: PeopleFilter,
  search: string,
): readonly Person[] => {
  const wanted = searchable(search.trim());
  if (filter === "all" && wanted === "") return people;
  return people.filter(
    (person) =>
      fits[filter](person) &&
      (wanted === "" || searchable(`${person.name} ${person.address}`).includes(wanted)),
  );
};

export type InstanceFilter = "all" | "shared" | "individual";

export const countInstances = (instances: readonly Instance[]): Record<InstanceFilter, number> => {
  const counts = { all: instances.length, individual: 0, shared: 0 };
  for (const { kind } of instances) {
    // Master and Distributed belong to the space. Nobody shares them as a workspace.
    if (kind === "individual" || kind === "shared") counts[kind] += 1;
  }
  return counts;
};

export const filterInstances = (
  instances: readonly Instance[],
  filter: InstanceFilter,
  search: string,
): readonly Instance[] => {
  const wanted = searchable(search.trim());
  if (filter === "all" && wanted === "") return instances;
  return instances.filter(
    (instance) =>
      (filter === "all" || instance.kind === filter) &&
      (wanted === "" || searchable(`${instance.name} ${instance.slug}`).includes(wanted)),
  );
};
