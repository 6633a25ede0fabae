/** The filters above the people of a space. Under which of them somebody is, the shell says. */

import type { Person, PersonStanding } from "../bridge";

export type PeopleFilter = PersonStanding | "all";

export const peopleFilters: readonly PeopleFilter[] = [
  "all",
  "joined",
  "notJoined",
  "underWay",
  "needsAttention",
];

export const countPeople = (people: readonly Person[]): Record<PeopleFilter, number> => {
  const counts = { all: people.length, joined: 0, notJoined: 0, underWay: 0, needsAttention: 0 };
  for (const { standing } of people) counts[standing] += 1;
  return counts;
};

export const passesFilter = (person: Person, filter: PeopleFilter): boolean =>
  filter === "all" || person.standing === filter;

/** The filter of this name; what is none shows everybody. */
export const filterNamed = (name: string): PeopleFilter =>
  peopleFilters.find((filter) => filter === name) ?? "all";
