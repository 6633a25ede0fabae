/** How people are shown in their table: the columns, and the mark of each state. */

import type { Person, PersonStanding, PersonState } from "../bridge";
import type { StateKind } from "../parts/states";
import type { TableColumn } from "../parts/table/columns";
import { t } from "../texts";

export const personMarks: Record<PersonState, StateKind> = {
  joined: "joined",
  invited: "invited",
  expired: "never",
  bounced: "failed",
  waiting: "waiting",
  sending: "sending",
  failed: "failed",
  unknown: "unknown",
};

/** The instances of a person, in a few words. */
export const instanceOf = (person: Person): string => {
  const words = t.peopleTab;
  if (person.administrator) return words.all;
  const count = person.shared.length + (person.individualInstance ? 1 : 0);
  if (count > 1) return words.several(count);
  return person.individualInstance ? words.individual : (person.shared[0]?.name ?? words.none);
};

export const roleOf = ({ role }: Person): string => (role === null ? "" : t.platformRole(role));

const dayOf = (at: string | null): string => (at === null ? "" : t.peopleTab.day(at));
const timeOf = (at: string | null): number | null => (at === null ? null : Date.parse(at));

/** The order in which states are sorted: who needs something comes before who has joined. */
const urgency: Record<PersonStanding, number> = {
  needsAttention: 0,
  underWay: 1,
  notJoined: 2,
  joined: 3,
};

export type PersonColumn =
  "name" | "address" | "instance" | "group" | "role" | "invited" | "joined" | "state";

export const peopleColumns: readonly TableColumn<Person, PersonColumn>[] = [
  {
    id: "name",
    title: t.peopleTab.columns.name,
    width: 140,
    grow: 4,
    text: (person) => person.name,
    searched: true,
  },
  {
    id: "address",
    title: t.peopleTab.columns.address,
    width: 210,
    grow: 5,
    text: (person) => person.address,
    searched: true,
    rank: 6,
  },
  {
    id: "instance",
    title: t.peopleTab.columns.instance,
    width: 100,
    grow: 1,
    text: instanceOf,
    searched: true,
    rank: 3,
  },
  {
    id: "group",
    title: t.peopleTab.columns.group,
    width: 90,
    grow: 1,
    text: (person) => person.group,
    searched: true,
    rank: 1,
    waits: true,
  },
  { id: "role", title: t.peopleTab.columns.role, width: 100, text: roleOf, rank: 2 },
  {
    id: "invited",
    title: t.peopleTab.columns.invited,
    width: 106,
    text: (person) => dayOf(person.invitedAt),
    value: (person) => timeOf(person.invitedAt),
    rank: 5,
  },
  {
    id: "joined",
    title: t.peopleTab.columns.joined,
    width: 106,
    text: (person) => dayOf(person.joinedAt),
    value: (person) => timeOf(person.joinedAt),
    rank: 4,
    waits: true,
  },
  {
    id: "state",
    title: t.peopleTab.columns.state,
    width: 160,
    text: (person) => t.peopleTab.states[person.state],
    value: (person) => urgency[person.standing],
  },
];
