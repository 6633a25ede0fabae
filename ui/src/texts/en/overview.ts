/** The overview of all spaces, and what needs attention there. */

import type { Hold, StepKind, StepState } from "../../bridge";
import { name, type RichText, strong } from "../../lib/rich-text";
import { dayOf, distanceTo, number, people, timeOf } from "./speech";

const sentTo: Record<StepKind, Partial<Record<StepState, (who: string) => RichText>>> = {
  create: {
    refused: (who) => ["The platform didn't create the instance for ", strong(who)],
    gaveUp: (who) => ["The instance for ", strong(who), " wasn't created after 12 attempts"],
    unknown: (who) => ["Cohort can't tell whether the instance for ", strong(who), " was created"],
  },
  distribute: {
    refused: (who) => ["The material for ", strong(who), " wasn't distributed"],
    gaveUp: (who) => ["The material for ", strong(who), " wasn't distributed after 12 attempts"],
    unknown: (who) => [
      "Cohort can't tell whether the material for ",
      strong(who),
      " was distributed",
    ],
  },
  invite: {
    refused: (who) => ["The platform rejected the invitation to ", strong(who)],
    gaveUp: (who) => ["The invitation to ", strong(who), " wasn't sent after 12 attempts"],
    unknown: (who) => ["Cohort can't tell whether the email to ", strong(who), " was sent"],
  },
};

const sentToMany: Record<StepKind, Partial<Record<StepState, (count: string) => RichText>>> = {
  create: {
    refused: (count) => ["The platform didn't create ", strong(`${count} instances`)],
    gaveUp: (count) => [strong(`${count} instances`), " weren't created after 12 attempts"],
    unknown: (count) => [
      "Cohort can't tell whether ",
      strong(`${count} instances`),
      " were created",
    ],
  },
  distribute: {
    refused: (count) => ["The material for ", strong(`${count} instances`), " wasn't distributed"],
    gaveUp: (count) => [
      "The material for ",
      strong(`${count} instances`),
      " wasn't distributed after 12 attempts",
    ],
    unknown: (count) => [
      "Cohort can't tell whether the material for ",
      strong(`${count} instances`),
      " was distributed",
    ],
  },
  invite: {
    refused: (count) => ["The platform rejected ", strong(`${count} invitations`)],
    gaveUp: (count) => [strong(`${count} invitations`), " weren't sent after 12 attempts"],
    unknown: (count) => ["Cohort can't tell whether ", strong(`${count} emails`), " were sent"],
  },
};

export const overview = {
  overview: {
    title: "Overview",
    updated: (at: string, now: number): string => `Updated ${timeOf(at, now)}`,
    updatedOffline: (at: string, now: number): string =>
      `You're offline. This was updated ${timeOf(at, now)}.`,
    readingFirst: "Loading your spaces…",
    neverRead: "Not updated on this computer yet",
    needsAttention: "Needs attention",
    spaces: "Courses and projects",
    columns: {
      space: "Space",
      joined: "Joined",
      invited: "Not joined yet",
      missing: "Missing",
      distributed: "Last distribution",
      link: "Link expires",
      underWay: "Under way",
    },
    missingWhy: "People on your list who have neither joined nor been invited",
    showMissing: (count: number, space: string): string =>
      `${number(count)} missing from ${space}: show them`,
    joined: (joined: number, all: number): string => `${number(joined)} of ${number(all)}`,
    distributed: (what: string, at: string | null, now: number): string =>
      at === null ? what : `${what}, ${timeOf(at, now)}`,
    /** Between the name of what was distributed and the day. */
    distributedThen: ",",
    drafts: (count: number): string => (count === 1 ? "1 draft" : `${number(count)} drafts`),
    attention: "Needs attention",
    notYours: "You aren't an administrator, so you can't invite people here.",
    askOne: (who: string): string => `You aren't an administrator. Ask ${who} to make you one.`,
    askTwo: (who: string, other: string): string =>
      `You aren't an administrator. Ask ${who} or ${other} to make you one.`,
    /** Why a plan waits for the user, after its name. */
    holds: {
      foundInGrace: "not sent, because Cohort was closed",
      asleepInGrace: "not sent, because this computer was asleep or its clock changed",
      offline: "waiting for the connection",
      key: "waiting for your API key",
      busy: "waiting, because the platform is busy",
      tooOld: "on hold, because nothing has been sent for more than 7 days",
      otherProcess: "Cohort is sending it in another window or terminal",
      snapshotGone: "on hold, because the snapshot to distribute no longer exists",
      membersUnclear: "on hold, because Cohort can't tell who is already in",
      cannotDistribute: "on hold, because part of the snapshot can't be distributed",
      dataRestored: "on hold, because Cohort's data was restored or copied",
      diskFull: "waiting, because the disk is full",
      dataNewer: "waiting, because a newer version of Cohort has updated the data",
      diskFails: "waiting, because Cohort can't write to the disk",
      failing: "trying again, because the platform isn't responding properly",
    } satisfies Record<Hold["why"], string>,
    matters: {
      unreadable: "Some of Cohort's data on this computer can't be read",
      planAsks: (what: string, why: string): RichText => [strong(what), `: ${why}`],
      stepsFailed: (kind: StepKind, state: StepState, count: number, first: string): RichText =>
        (count === 1 ? sentTo[kind][state]?.(first) : sentToMany[kind][state]?.(number(count))) ?? [
          strong(first),
        ],
      linkExpires: (at: string, now: number): RichText =>
        Date.parse(at) <= now
          ? ["The link ", strong(`expired on ${dayOf(at)}`), ", and nobody can join with it"]
          : ["The link ", strong(`expires ${distanceTo(at, now)}`)],
      openLink: "Open link",
      missing: (count: number): RichText => [
        strong(`${people(count)} missing`),
        ": on your list, but neither joined nor invited",
      ],
      showPeople: "Show people",
      draftToFix: (count: number, draft: string): RichText => [
        strong(count === 1 ? "1 row" : `${number(count)} rows`),
        " in ",
        name(draft),
        count === 1 ? " can't be sent as it is" : " can't be sent as they are",
      ],
      showDetails: "Show details",
      decide: "Choose…",
      openDraft: "Open draft",
    },
  },
};
