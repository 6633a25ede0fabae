/** Distributing a snapshot to instances that exist: the wizard, and its review. */

import type {
  DistributionScope,
  DraftStep,
  Lack,
  MaterialKind,
  OverwriteDecision,
  Review,
  TargetFate,
  UnreadableTarget,
  WhyNoTarget,
} from "../../bridge";
import { name, type RichText, strong } from "../../lib/rich-text";
import { dayOf, fileSize, instances, number, timeOf } from "./speech";

export const distribute = {
  distribute: {
    button: "Distribute material",
    toSelected: (count: number): string =>
      count === 1 ? "Distribute material…" : `Distribute material to ${number(count)}…`,
    notAdministrator: "Only an administrator of the space can distribute material.",
    title: (space: string): RichText => ["Distribute material in ", name(space)],
    steps: {
      purpose: "",
      people: "",
      names: "",
      material: "What",
      targets: "To whom",
      overwritten: "What would be overwritten",
      review: "Review",
    } satisfies Record<DraftStep, string>,
    next: {
      targets: "Next: To whom",
      overwritten: "Next: What would be overwritten",
      review: "Next: Review",
    },
    lacks: {
      purpose: "",
      instance: "",
      people: "",
      names: "",
      namesToFix: "",
      snapshot: "Choose a snapshot",
      nothingInSnapshot: "This snapshot holds nothing that can be distributed",
      targets: "Choose at least one instance",
      messageTooLong: "Shorten the message",
    } satisfies Record<Lack, string>,
    kept: "Your distribution is saved in Drafts.",
    notYetSaved: "Saved as a draft as soon as you choose something",
    saved: "Saved",
    whatQuestion: "Which snapshot should be distributed?",
    distributes: (snapshot: string, at: string | null, instance: string): RichText => [
      "Distributes ",
      strong(snapshot),
      at === null ? ", from " : ` of ${dayOf(at)}, from `,
      name(instance),
      ".",
    ],

    scopeQuestion: "Which instances should get it?",
    scopes: {
      everyone: {
        title: "Every instance",
        text: "Everyone in the space gets it. Master doesn't, because material is prepared there.",
      },
      notYet: {
        title: "Instances that haven't received it yet",
        text: "Only what was distributed from this computer counts.",
      },
      chosen: { title: "Chosen instances", text: "You choose them one by one." },
    } satisfies Record<DistributionScope, { title: string; text: string }>,
    alsoDistributed: "Distributed gets it too, for people who join later",
    targets: (count: number): string => `${instances(count)} in all`,
    noTargetsTitle: "Not included",
    noTarget: {
      source: "the snapshot was taken there",
      master: "material is prepared there",
      hasIt: "received it from this computer",
    } satisfies Record<WhyNoTarget, string>,
    more: (count: number): string => `and ${number(count)} more`,
    gone: (count: number): string =>
      count === 1
        ? "1 chosen instance is no longer in the space."
        : `${number(count)} chosen instances are no longer in the space.`,
    chooseLabel: "Instances to distribute to",
    chooseSearch: "Search instances",
    chosenCount: (count: number, all: number): string =>
      `${number(count)} of ${instances(all)} chosen`,
    noInstances: "This space has no other instance.",
    columns: {
      name: "Person or instance",
      address: "Address or kind",
      overwrites: "Would be overwritten",
      edited: "Last edited",
      decision: "What to do",
    },

    found: (count: number, all: number, snapshot: string): RichText =>
      count === 0
        ? [strong(snapshot), ` wouldn't overwrite anything in ${number(all)} of ${instances(all)}.`]
        : [
            strong(`${number(count)} of ${instances(all)}`),
            count === 1 ? " already has files that " : " already have files that ",
            strong(snapshot),
            " would overwrite.",
          ],
    foundNothing: (all: number, snapshot: string): RichText => [
      strong(snapshot),
      all === 1
        ? " wouldn't overwrite anything in this instance."
        : ` wouldn't overwrite anything in these ${number(all)} instances.`,
    ],
    notCompared: (snapshot: string): RichText => [
      "Cohort doesn't know yet what ",
      strong(snapshot),
      " would overwrite.",
    ],
    asOf: (at: string, now: number): string =>
      `Files are compared by path, as of ${timeOf(at, now)}. A snapshot of every instance is taken before anything is distributed.`,
    beforeDeparture:
      "Instances are compared before anything is distributed. Nothing is overwritten unless you say so.",
    comparing: (done: number, all: number): string =>
      `Comparing ${number(done)} of ${instances(all)}…`,
    compareAgain: "Compare again",
    compareRest: "Compare the rest",
    compareAll: "Compare now",
    stop: "Stop",
    stillUnknown: (count: number): string =>
      count === 1
        ? "1 instance hasn't been compared yet."
        : `${instances(count)} haven't been compared yet.`,
    ifOverwritten: "If something would be overwritten in them",
    later: { ask: "Ask me", skip: "Skip them" },
    decisions: {
      skip: "Skip",
      overwrite: "Overwrite",
    } satisfies Record<OverwriteDecision, string>,
    decisionLabel: (who: string): string => `What to do with ${who}`,
    applyToAll: (count: number): string =>
      count === 1 ? "Apply to this one" : `Apply to all ${number(count)}`,
    overwriteAll: "Overwrite all, after a snapshot of each",
    skipAll: "Skip all",
    chips: {
      all: "All",
      overwrites: "Would be overwritten",
      clear: "No conflict",
      unread: "Couldn't be read",
      unknown: "Not compared",
    },
    search: "Search people and instances",
    label: "Instances and what would be overwritten in them",
    things: (count: number): string => (count === 1 ? "1 item" : `${number(count)} items`),
    nothing: "Nothing",
    notYet: "Not compared yet",
    unreadable: {
      notAllowed: "You aren't allowed to read it",
      gone: "It no longer exists",
      entries: "Part of it couldn't be read",
    } satisfies Record<UnreadableTarget, string>,
    atWork: "someone may be working in it",
    edited: (at: string, now: number): string => timeOf(at, now),
    kinds: {
      file: "",
      folder: "folder",
      application: "application",
      table: "table",
    } satisfies Record<MaterialKind, string>,
    sizes: (before: number | null, after: number | null): string =>
      before === null || after === null
        ? fileSize(before ?? after)
        : `${fileSize(before)} → ${fileSize(after)}`,
    foot: (gets: number, skipped: number, unread: number): string =>
      [
        gets === 1 ? "1 instance gets the material" : `${instances(gets)} get the material`,
        skipped === 0 ? "" : skipped === 1 ? "1 is skipped" : `${number(skipped)} are skipped`,
        unread === 0 ? "" : `${number(unread)} couldn't be read`,
      ]
        .filter((part) => part !== "")
        .join(" · "),

    sentence: ({ material, spaceName, targets }: Review, count: number): RichText => [
      strong(material?.name ?? ""),
      " will be distributed to ",
      strong(instances(count)),
      " in ",
      name(spaceName),
      count === 1 ? ", after a snapshot of it" : ", after a snapshot of each",
      targets === null || targets.list.length === count
        ? "."
        : targets.list.length - count === 1
          ? "; 1 is skipped."
          : `; ${number(targets.list.length - count)} are skipped.`,
    ],
    nobody: "No instance would get this material.",
    send: (count: number): string => `Distribute to ${instances(count)}`,
    blocked: {
      nothingInSnapshot:
        "The snapshot holds nothing that can be distributed. Go back and choose another one.",
      noTargets:
        "No instance would get this material. Go back and choose others, or allow overwriting.",
      messageTooLong: (count: number): string =>
        `The message has ${number(count)} characters. Shorten it.`,
    },
    toTargets: "Choose instances",
    fates: {
      receives: "Get it, and nothing is overwritten",
      overwritten: "Overwritten, after a snapshot",
      askedLater: "Compared first; you're asked if something would be overwritten",
      skippedLater: "Compared first; skipped if something would be overwritten",
      skipped: "Skipped, because something would be overwritten",
      unreadable: "Skipped, because they couldn't be read",
    } satisfies Record<TargetFate, string>,
    atWorkNote: (count: number): string =>
      count === 1
        ? "In 1 of these instances, someone changed files less than 15 minutes before it was compared."
        : `In ${number(count)} of these instances, someone changed files less than 15 minutes before they were compared.`,
    notify: "Email the people in these instances",
    notifyHint: "The email is sent by the platform. It names the material and the instance.",
    message: "Message (optional)",
    howLong:
      "The platform distributes in the background, up to 200 instances with each request. You can follow its progress in Activity.",
    offline: "You're offline. This is sent automatically when the connection is back.",
  },
};
