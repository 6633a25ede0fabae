/** For tests: a space with its people. */

import type { Person, Space } from "./types";

/** For tests: somebody who has joined. */
export const aPerson = (name: string, more: Partial<Person> = {}): Person => ({
  name,
  address: `${name.toLowerCase().replace(/ /gu, ".")}@uni.example`,
  group: "",
  state: "joined",
  standing: "joined",
  problem: null,
  administrator: false,
  individualInstance: true,
  shared: [],
  role: "editor",
  invitedAt: null,
  joinedAt: null,
  expiresAt: null,
  resend: false,
  revoke: false,
  ...more,
});

/** For tests: somebody who was invited and can be invited again. */
export const anInvitedPerson = (name: string, more: Partial<Person> = {}): Person =>
  aPerson(name, { state: "invited", standing: "notJoined", resend: true, revoke: true, ...more });

/** For tests: a course of which the user is an administrator. */
export const aSpace = (people: Person[], more: Partial<Space> = {}): Space => ({
  account: "practice",
  org: "uni",
  orgName: "University",
  slug: "finance_i",
  name: "Finance I",
  kind: "course",
  kindAsSaid: "TEACHING",
  role: "SPACE_ADMIN",
  administrator: true,
  administrators: [],
  people,
  instances: [],
  deleted: [],
  deletesInstances: true,
  takesPeopleOut: true,
  purposes: [],
  roles: [],
  steps: [],
  creationSteps: [],
  creationMaterials: ["nothing", "snapshot"],
  distributionSteps: [],
  seenAt: new Date().toISOString(),
  ...more,
});
