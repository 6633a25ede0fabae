import type { Existing, Review, Role, SnapshotRef } from "../../bridge";
import { name, type Piece, type RichText, strong } from "../../lib/rich-text";
import { dayOf, number, people, rows, timeOf } from "./speech";

const asRole: Record<Role, string> = {
  editor: ", as editor",
  viewer: ", as viewer",
  observer: ", as observer",
};
const asRoles: Record<Role, string> = {
  editor: ", as editors",
  viewer: ", as viewers",
  observer: ", as observers",
};

const instances = (count: number): string =>
  count === 1 ? "1 instance" : `${number(count)} instances`;
const rooms = (count: number): string => (count === 1 ? "1 room" : `${number(count)} rooms`);

/** "holding Week 3 material of 12 October" */
const holding = (review: Review): Piece[] => {
  if (review.aim.material === "nothing") return [", empty"];
  const { material } = review;
  if (material === null) {
    return review.materialKnown
      ? [", empty, for nothing was distributed yet"]
      : [", holding what was handed out last, as it stands when this leaves"];
  }
  return [", holding ", strong(material.name), ofDay(material)];
};

const ofDay = (material: SnapshotRef): string =>
  material.at === null ? "" : ` of ${dayOf(material.at)}`;

/** "; 2 are already in; 1 address needs mending." */
const besides = ({ alreadyIn, alreadyInvited, toMend, noGroup }: Review): string => {
  const clause = (count: number, one: string, many: string): string =>
    count === 0 ? "" : count === 1 ? `; ${one}` : `; ${number(count)} ${many}`;
  return `${[
    clause(alreadyIn.length, "1 is already in", "are already in"),
    clause(alreadyInvited.length, "1 is already invited", "are already invited"),
    clause(toMend.length, "1 address needs mending", "addresses need mending"),
    clause(noGroup.length, "1 has no group", "have no group"),
  ].join("")}.`;
};

const sentences = {
  own: (review: Review): RichText => [
    strong(people(review.toInvite)),
    review.toInvite === 1 ? " gets an own instance in " : " get an own instance each in ",
    name(review.spaceName),
    ...holding(review),
  ],
  groups: (review: Review): RichText => [
    strong(people(review.toInvite)),
    review.toInvite === 1 ? " comes into " : " come into ",
    strong(rooms(review.instances.rooms.length)),
    " of ",
    name(review.spaceName),
    ...holding(review),
  ],
  shared: ({ toInvite, aim, spaceName }: Review): RichText => [
    strong(people(toInvite)),
    toInvite === 1 ? " gets a mail that invites them into " : " get a mail that invites them into ",
    strong(aim.instanceName ?? aim.instance ?? ""),
    " of ",
    name(spaceName),
    toInvite === 1 ? asRole[aim.role] : asRoles[aim.role],
  ],
  administrators: ({ toInvite, spaceName }: Review): RichText => [
    strong(people(toInvite)),
    toInvite === 1
      ? " gets a mail that invites them to be an administrator of "
      : " get a mail that invites them to be administrators of ",
    strong(spaceName),
  ],
};

export const review = {
  review: {
    sentence: (review: Review): RichText => [
      ...sentences[review.aim.purpose ?? "shared"](review),
      besides(review),
    ],
    nobody: "Nobody would be invited.",
    alreadyIn: "Already in, left alone",
    otherRole: "In with another role, left as it is",
    alreadyInvited: "Already invited, left alone",
    leftOut: "Left out by you",
    doubles: "Twice in the list",
    toMend: "To be mended first",
    noGroup: "Without a group",
    toLookAt: "Worth a look",
    toLookAtText: (count: number): string =>
      `${rows(count)}; sent as they are unless you change them`,
    whoShown: (count: number, shown: readonly string[]): RichText => [
      people(count),
      " · ",
      ...shown.flatMap((each, index) => (index === 0 ? [name(each)] : [", ", name(each)])),
      count > shown.length ? " …" : "",
    ],
    instance: "Instance",
    instancesMade: "Instances made",
    instancesMadeText: {
      own: (count: number): string =>
        count === 1
          ? "1, named after the person's address"
          : `${number(count)}, named after each person's address`,
      groups: (count: number): string =>
        count === 1 ? "1, named after its group" : `${number(count)}, named after their groups`,
    },
    material: "Material",
    materialText: (material: SnapshotRef): RichText => [
      strong(material.name),
      ofDay(material),
      ", from ",
      name(material.instanceName),
    ],
    materialNothing: "None. You can hand out material later.",
    materialNone: "Nothing was distributed yet. You can go on and distribute later.",
    materialUnknown: "What was handed out last; looked up before anything leaves.",
    role: "Role",
    howLong: "How it goes",
    howLongText:
      "You can take it back for ten seconds. If you close the window before the end, the rest goes out when you open it again.",
    howLongOrder:
      "You can take it back for ten seconds. Nobody is invited before the instance is made and filled. If you close the window before the end, the rest goes out when you open it again.",
    offline:
      "You are offline. It waits in the outbox and goes out by itself when the connection is back.",
    asOf: (at: string, now: number): string =>
      `Who is in is known as of ${timeOf(at, now)}; it is read again before anything leaves.`,
    asOfNever: "Who is in was never read from this computer; it is read before anything leaves.",
    calls: (total: number): string => `Every call, in order (${number(total)})`,
    callsMore: (more: number): string => `… ${number(more)} more`,
    rooms: {
      title: (count: number): string => `The rooms (${number(count)})`,
      name: "Room",
      slug: "Name on the platform",
      people: "People",
      state: "State",
      exists: "Is there already",
      made: "Is made",
    },
    existing: {
      legend: (count: number): string =>
        count === 1
          ? "1 person has an own instance here already, and is not in it. What should become of it?"
          : `${number(count)} people have an own instance here already, and are not in it. What should become of these?`,
      choices: {
        inviteOnly: {
          title: "Invite only",
          text: "What is in the instance stays as it is.",
        },
        handOut: {
          title: "Hand out, after a snapshot of it",
          text: "Files of the same name are overwritten; what was there is kept in the snapshot.",
        },
        leaveOut: { title: "Leave out", text: "Nothing happens to them." },
      } satisfies Record<Existing, { title: string; text: string }>,
    },
    blockedMend: (count: number): string =>
      count === 1
        ? "1 address cannot be right. Mend it or leave it out; then this can be sent."
        : `${number(count)} addresses cannot be right. Mend them or leave them out; then this can be sent.`,
    blockedNoGroup: (count: number): string =>
      count === 1
        ? "1 person has no group, and would come into no room. Give a group or leave the row out; then this can be sent."
        : `${number(count)} people have no group, and would come into no room. Give them one or leave the rows out; then this can be sent.`,
    blockedExisting: "Say what should become of the own instances that exist already.",
    blockedNobody: "Everyone on the list is in already, invited already or left out.",
    toList: "Go to the list",
    nothingSent: "Nothing has been sent yet",
    send: (toInvite: number, toMake: number): string =>
      toMake === 0
        ? `Invite ${people(toInvite)}`
        : `Make ${instances(toMake)} and invite ${people(toInvite)}`,
    sendNobody: "Invite nobody",
    sending: "Putting it into the outbox…",
    building: "Working out what will happen…",
  },
};
