/** What is said of a plan that creates instances and invites nobody. */

import type { PlanCounts, PlanState } from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { instances, number } from "./speech";

const created = (done: number, already: number): string => {
  if (already === 0) return `${instances(done)} created`;
  return done === 0
    ? `${instances(already)} already there`
    : `${instances(done)} created, ${number(already)} already there`;
};

const needAttention = (count: number): string =>
  count === 1 ? "1 instance needs attention" : `${number(count)} instances need attention`;

export const instancePlan = {
  /** The same names as in the texts about plans that invite people, which these replace. */
  instancePlan: {
    progress: (ended: number, all: number): string => `${number(ended)} of ${instances(all)}`,
    doneAll: created,
    doneSome: needAttention,
    title: (state: PlanState, counts: PlanCounts, space: string): RichText => {
      if (state === "settled" && counts.done > 0) {
        return [`${instances(counts.done)} created in `, name(space)];
      }
      return state === "settled" || counts.all === 0
        ? ["New instances in ", name(space)]
        : [`Creating ${instances(counts.all)} in `, name(space)];
    },
    reached: (ended: number, all: number): string => `${number(ended)} of ${instances(all)}`,
    besides: (already: number, cancelled: number): string =>
      [
        already === 0 ? "" : `${number(already)} already there`,
        cancelled === 0 ? "" : `${number(cancelled)} cancelled`,
      ]
        .filter((part) => part !== "")
        .join(", "),
    announce: (ended: number, all: number): string =>
      `${number(ended)} of ${instances(all)} processed`,
    announceEnd: (done: number, already: number, needs: number): string =>
      needs === 0
        ? `Finished: ${created(done, already)}`
        : `Finished: ${created(done, already)}, ${needAttention(needs)}`,
    cancelText: (count: number): string =>
      count === 1
        ? "1 instance won't be created. Anything that was already created stays as it is."
        : `${number(count)} instances won't be created. Anything that was already created stays as it is.`,
    undone: "Undone. Nothing was created, and your instances are back in Drafts.",
    columns: { name: "Name", address: "Slug", state: "State" },
    search: "Search names and slugs",
    label: "Instances",
    foot: (count: number): string => `${instances(count)} in this plan`,
    chips: {
      all: "All",
      needsAttention: "Needs attention",
      done: "Created",
      already: "Already there",
      remaining: "Waiting",
      cancelled: "Cancelled",
    },
    snapshotGone:
      "It was deleted on the platform after you chose it. Nothing has been created. To choose another snapshot, undo this: your instances go back to Drafts.",
  },
};
