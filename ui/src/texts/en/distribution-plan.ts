/** What is said of a plan that distributes a snapshot to instances that exist. */

import type { PlanCounts, PlanState } from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { instances, number } from "./speech";

const distributed = (done: number, already: number): string => {
  const got = done === 1 ? "1 instance has the material" : `${instances(done)} have the material`;
  if (already === 0) return got;
  return done === 0
    ? `${instances(already)} had it already`
    : `${got}, ${number(already)} had it already`;
};

const needAttention = (count: number): string =>
  count === 1 ? "1 instance needs attention" : `${number(count)} instances need attention`;

export const distributionPlan = {
  /** The same names as in the texts about plans that invite people, which these replace. */
  distributionPlan: {
    progress: (ended: number, all: number): string => `${number(ended)} of ${instances(all)}`,
    doneAll: distributed,
    doneSome: needAttention,
    title: (state: PlanState, counts: PlanCounts, space: string): RichText => {
      if (state === "settled" && counts.done > 0) {
        return [`Material distributed to ${instances(counts.done)} in `, name(space)];
      }
      return state === "settled" || counts.all === 0
        ? ["Material for ", name(space)]
        : [`Distributing material to ${instances(counts.all)} in `, name(space)];
    },
    reached: (ended: number, all: number): string => `${number(ended)} of ${instances(all)}`,
    besides: (already: number, cancelled: number): string =>
      [
        already === 0 ? "" : `${number(already)} had it already`,
        cancelled === 0 ? "" : `${number(cancelled)} skipped`,
      ]
        .filter((part) => part !== "")
        .join(", "),
    announce: (ended: number, all: number): string =>
      `${number(ended)} of ${instances(all)} processed`,
    announceEnd: (done: number, already: number, needs: number): string =>
      needs === 0
        ? `Finished: ${distributed(done, already)}`
        : `Finished: ${distributed(done, already)}, ${needAttention(needs)}`,
    cancelText: (count: number): string =>
      count === 1
        ? "1 instance won't get the material. What was already distributed stays as it is."
        : `${number(count)} instances won't get the material. What was already distributed stays as it is.`,
    undone: "Undone. Nothing was distributed, and your distribution is back in Drafts.",
    search: "Search names and slugs",
    label: "Instances",
    foot: (count: number): string => `${instances(count)} in this plan`,
    chips: {
      all: "All",
      needsAttention: "Needs attention",
      done: "Distributed",
      already: "Already had it",
      remaining: "Waiting",
      cancelled: "Skipped",
    },
    snapshotGone:
      "It was deleted on the platform after you chose it. Nothing has been distributed. To choose another snapshot, undo this: your distribution goes back to Drafts.",
  },
};
