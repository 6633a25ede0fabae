/** The review of a draft before it is sent. */

import type {
  Existing,
  Review,
  ReviewGroupInstance,
  ReviewPerson,
  Role,
  SnapshotRef,
} from "../../bridge";
import { name, type RichText, sentencesInRow, strong } from "../../lib/rich-text";
import { visibleText } from "../../lib/visible-text";
import { dayOf, instances, number, people, timeOf } from "./speech";

const asRole: Record<Role, string> = {
  editor: "as an editor",
  viewer: "as a viewer",
  observer: "as an observer",
};
const asRoles: Record<Role, string> = {
  editor: "as editors",
  viewer: "as viewers",
  observer: "as observers",
};

const quoted = (text: string): string => `“${visibleText(text)}”`;

/** The group that stands for the others in a sentence. */
const first = (groups: ReviewGroupInstance[]): string => quoted(groups[0]?.group ?? "");

/** Groups and the instances that have their slugs. The table beside it shows all of them. */
const pairs = (groups: ReviewGroupInstance[]): string => {
  const shown = groups.slice(0, 3);
  const rest = groups.length - shown.length;
  const named = shown.map(({ group, name }) => `${quoted(group)} → ${quoted(name)}`).join(", ");
  return rest === 0 ? named : `${named} and ${number(rest)} more`;
};

const groupInstances = (count: number): string =>
  count === 1 ? "1 group instance" : `${number(count)} group instances`;

const ofDay = (material: SnapshotRef): string =>
  material.at === null ? "" : ` (${dayOf(material.at)})`;

/** What a new instance starts with, or each of several: a sentence of its own. */
const startsWith = (review: Review): RichText => {
  const {
    material,
    instances: { create },
  } = review;
  const it = create === 1 ? "The new instance" : "Each new instance";
  if (review.intent.material === "nothing") return [`${it} starts empty.`];
  if (material !== null)
    return [`${it} starts with `, strong(material.name), `${ofDay(material)}.`];
  return [
    review.materialKnown
      ? `${it} starts empty, because nothing has been distributed yet.`
      : `${it} starts with everything distributed by the time this is sent.`,
  ];
};

/** Who isn't invited by this, and what keeps them from it: a sentence for each reason. */
const notInvited = ({ alreadyIn, alreadyInvited, toFix, noGroup }: Review): string[] => {
  const about = (count: number, one: string, many: string): string[] =>
    count === 0 ? [] : [count === 1 ? one : `${number(count)} ${many}`];
  return [
    ...about(alreadyIn.length, "1 person is already in.", "people are already in."),
    ...about(alreadyInvited.length, "1 person is already invited.", "people are already invited."),
    ...about(toFix.length, "1 address needs fixing.", "addresses need fixing."),
    ...about(noGroup.length, "1 person has no group.", "people have no group."),
  ];
};

/** What sending does. What new instances start with follows in a sentence of its own. */
const sentences = {
  individual: ({ toInvite, spaceName }: Review): RichText => [
    strong(people(toInvite)),
    toInvite === 1
      ? " will get an individual instance in "
      : " will each get an individual instance in ",
    name(spaceName),
    ".",
  ],
  groups: ({ toInvite, instances: { groupInstances: groups }, spaceName }: Review): RichText => [
    strong(people(toInvite)),
    " will be invited to ",
    strong(groupInstances(groups.length)),
    " in ",
    name(spaceName),
    ".",
  ],
  shared: ({ toInvite, intent, spaceName }: Review): RichText => [
    strong(people(toInvite)),
    " will get an email inviting them to ",
    strong(intent.instanceName ?? intent.instance ?? ""),
    " in ",
    name(spaceName),
    toInvite === 1 ? ` ${asRole[intent.role]}.` : ` ${asRoles[intent.role]}.`,
  ],
  administrators: ({ toInvite, spaceName }: Review): RichText => [
    strong(people(toInvite)),
    toInvite === 1
      ? " will get an email inviting them to become an administrator of "
      : " will get an email inviting them to become administrators of ",
    strong(spaceName),
    ".",
  ],
  instances: ({ instances: { create }, spaceName }: Review): RichText => [
    strong(instances(create)),
    " will be created in ",
    name(spaceName),
    ".",
  ],
};

export const review = {
  review: {
    summary: (review: Review): RichText => {
      const purpose = review.intent.purpose ?? "shared";
      // A distribution has a sentence of its own, because it is about nobody.
      if (purpose === "distribute") return [];
      return sentencesInRow([
        sentences[purpose](review),
        // Instances that are there already keep what they have.
        ...(review.instances.create === 0 ? [] : [startsWith(review)]),
        ...notInvited(review).map((sentence) => [sentence]),
      ]);
    },
    create: (count: number): string => `Create ${instances(count)}`,
    nothingCreated: "Nothing can be created yet.",
    blockedNewInstances: (count: number): string =>
      count === 1
        ? "1 thing has to be fixed before the instances can be created."
        : `${number(count)} things have to be fixed before the instances can be created.`,
    toNames: "Go to names",
    newInstances: (count: number): string => `New instances (${number(count)})`,
    instanceDescription: "Description",
    howLongCreate:
      "You'll have 10 seconds to undo this. Nobody is invited. If you close Cohort before everything is created, it creates the rest the next time you open it.",
    asOfInstances: (at: string, now: number): string =>
      `The list of instances was updated ${timeOf(at, now)}. Cohort checks it again before it creates anything.`,
    asOfInstancesNever:
      "The list of instances hasn't been loaded on this computer yet. Cohort loads it before it creates anything.",

    nobody: "There's nobody to invite.",
    recipients: "Recipients",
    columns: { name: "Name", address: "Address", state: "State" },
    groups: {
      toFix: {
        title: "Fix before sending",
        note: "The address isn't valid. Fix it or skip the row.",
        state: "To fix",
      },
      noGroup: {
        title: "No group",
        note: "There's no instance to invite them to.",
        state: "No group",
      },
      notTheirs: {
        title: "No individual instance possible",
        note: "An instance with another name already has the slug.",
        state: "Slug taken",
      },
      newPeople: { title: "New", note: "", state: "Not invited" },
      alreadyIn: {
        title: "Already in",
        note: "They keep what they have and won't get an email.",
        state: "Joined",
      },
      alreadyInvited: {
        title: "Already invited",
        note: "Their invitation is still open. They won't get another email.",
        state: "Invited",
      },
      duplicates: {
        title: "Duplicates",
        note: "These people are in the list more than once. Each is invited only once.",
        state: "Duplicate",
      },
      skipped: { title: "Skipped", note: "You skipped these rows.", state: "Skipped" },
    },
    newNote: (withInstance: boolean): string =>
      withInstance ? "Each gets an instance and an email." : "Each gets an email.",
    otherRoleNote: (count: number): string =>
      count === 1
        ? "They won't get an email. 1 has another role, which stays as it is."
        : `They won't get an email. ${number(count)} have another role, which stays as it is.`,
    invalid: "This address isn't valid",
    becomes: "becomes",
    fix: "Fix",
    skip: "Skip",
    parts: { label: "Parts of the review", people: "Recipients", email: "Email", next: "Details" },
    email: {
      title: "The email they get",
      from: "From",
      about: "Invites to",
      button: "Its link",
      expires: "Expires",
      into: {
        individual: (space: string): string => `an individual instance in ${visibleText(space)}`,
        groups: (space: string): string => `their group's instance in ${visibleText(space)}`,
        shared: (space: string): string => visibleText(space),
        administrators: (space: string): string => `${visibleText(space)}, as an administrator`,
      },
      intoInstance: (instance: string, space: string): string =>
        `${visibleText(instance)} in ${visibleText(space)}`,
      leadsTo: (host: string): string =>
        `Leads to ${visibleText(host)}, where they sign up or sign in`,
      expiresText: "The platform sets the date when it sends the email.",
      byPlatform:
        "The platform writes and sends this email. Cohort can't change its subject or its wording.",
    },
    toCheck: "Rows to check",
    toCheckText: (count: number): string =>
      count === 1
        ? "1 row. You can invite this person without changing it."
        : `${number(count)} rows. You can invite these people without changing them.`,
    instance: "Instance",
    instancesMade: "New instances",
    instancesMadeText: {
      individual: (count: number): string =>
        count === 1
          ? "1, named after the person's address"
          : `${number(count)}, each named after the person's address`,
      groups: (count: number): string =>
        count === 1 ? "1, named after its group" : `${number(count)}, each named after its group`,
    },
    material: "Material",
    materialText: (material: SnapshotRef): RichText => [
      strong(material.name),
      ofDay(material),
      ", from ",
      name(material.instanceName),
    ],
    materialNothing: "None. You can distribute material later from the Instances tab.",
    materialNone:
      "Nothing has been distributed yet. You can continue, and distribute material later from the Instances tab.",
    materialUnknown:
      "Everything distributed so far. Cohort checks what that is before it sends anything.",
    role: "Role",
    howLong: "What happens next",
    howLongText:
      "You'll have 10 seconds to undo this. If you close Cohort before everything is sent, it sends the rest the next time you open it.",
    howLongOrder:
      "You'll have 10 seconds to undo this. Nobody is invited before their instance is ready. If you close Cohort before everything is sent, it sends the rest the next time you open it.",
    offline:
      "You're offline. This will wait in Activity and be sent automatically when the connection is back.",
    asOf: (at: string, now: number): string =>
      `The list of people in this space was updated ${timeOf(at, now)}. Cohort checks it again before it sends anything.`,
    asOfNever:
      "The list of people in this space hasn't been loaded on this computer yet. Cohort loads it before it sends anything.",
    requests: (total: number): string =>
      total === 1 ? "1 request" : `All ${number(total)} requests, in order`,
    requestsMore: (more: number): string => `… and ${number(more)} more`,
    groupInstances: {
      title: (count: number): string => `Group instances (${number(count)})`,
      name: "Instance",
      slug: "Slug",
      people: "People",
      state: "State",
      group: "Group",
      states: {
        new: "Will be created",
        exists: "Already exists",
        otherName: "Exists with another name",
        notShared: "Can't be shared",
        addressName: "Name is an email address",
      } satisfies Record<ReviewGroupInstance["state"], string>,
    },
    existing: {
      legend: (count: number): string =>
        count === 1
          ? "1 person already has an individual instance here but isn't in it. What should happen to it?"
          : `${number(count)} people already have an individual instance here but aren't in it. What should happen to these instances?`,
      choices: {
        inviteOnly: {
          title: "Invite without distributing",
          text: "The contents of the instance stay as they are.",
        },
        distribute: {
          title: "Take a snapshot, then distribute",
          text: "Files with the same name are overwritten. The snapshot keeps what was there.",
        },
        skip: { title: "Skip", text: "These people won't be invited." },
      } satisfies Record<Existing, { title: string; text: string }>,
    },
    maybeSent: {
      title: "This list may have been sent since",
      text: "Cohort's data was restored or copied after this list was made. It may have been sent since then, from this computer or another one. If it's sent again, people may get a second email.",
      allow: "Allow sending",
    },
    blockedFix: (count: number): string =>
      count === 1
        ? "1 address isn't valid. Fix it or skip the row."
        : `${number(count)} addresses aren't valid. Fix them or skip the rows.`,
    blockedTooManyGroups: (count: number, most: number): string =>
      `This list has ${number(count)} groups. Cohort creates at most ${number(most)} instances at once. Divide the list into several drafts.`,
    blockedNoGroup: (count: number): string =>
      count === 1
        ? "1 person has no group, so there's no instance to invite them to. Enter a group or skip the row."
        : `${number(count)} people have no group, so there's no instance to invite them to. Enter a group for each of them or skip the rows.`,
    blockedNotTheirs: (found: ReviewPerson[]): string =>
      found.length === 1
        ? `The slug of the individual instance of ${visibleText(found[0]?.address ?? "")} belongs to an instance with another name. If it's theirs, name it after their email address on the platform. Otherwise skip the row.`
        : `The slugs of the individual instances of ${number(found.length)} people, such as ${visibleText(found[0]?.address ?? "")}, belong to instances with other names. If they're theirs, name them after their email addresses on the platform. Otherwise skip the rows.`,
    blockedAddressGroups: (groups: ReviewGroupInstance[]): string =>
      groups.length === 1
        ? `The group ${first(groups)} has an email address as its name, so its instance would count as one person's. Give the group another name in the list.`
        : `${number(groups.length)} groups, such as ${first(groups)}, have email addresses as their names, so their instances would count as one person's. Give the groups other names in the list.`,
    blockedNotSharedGroups: (groups: ReviewGroupInstance[]): string =>
      groups.length === 1
        ? `The slug of ${first(groups)} already belongs to ${visibleText(groups[0]?.name ?? "")}, which can't be shared. Give the group another name in the list.`
        : `The slugs of ${number(groups.length)} groups, such as ${first(groups)}, already belong to instances that can't be shared. Give the groups other names in the list.`,
    blockedOtherNameGroups: (groups: ReviewGroupInstance[]): string =>
      groups.length === 1
        ? `The slug of ${first(groups)} already belongs to the instance ${visibleText(groups[0]?.name ?? "")}. Confirm that you want to invite the group into it, or give the group another name in the list.`
        : `The slugs of ${number(groups.length)} groups already belong to instances with other names: ${pairs(groups)}. Confirm that you want to invite the groups into them, or give the groups other names in the list.`,
    confirmGroups: "Use existing instances",
    blockedExisting: "Choose what should happen to the individual instances that already exist.",
    blockedNobody: "Everyone on the list is already in, already invited or skipped.",
    toList: "Go to list",
    nothingSent: "Nothing has been sent yet",
    send: (toInvite: number, toMake: number): string =>
      toMake === 0
        ? `Invite ${people(toInvite)}`
        : `Create ${instances(toMake)} and invite ${people(toInvite)}`,
    sendSkipping: (toInvite: number, toMake: number, skipped: number): string =>
      toMake === 0
        ? `Invite ${number(toInvite)}, skip ${number(skipped)}`
        : `Create ${instances(toMake)}, invite ${number(toInvite)}, skip ${number(skipped)}`,
    sendNobody: "Nobody to invite",
    sending: "Preparing to send…",
    building: "Preparing the review…",
  },
};
