/** What is said of a plan that distributes a snapshot to instances that exist. */

import type { PlanCounts, PlanState } from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { instances, number } from "./speech";

const distributed = (done: number, already: number): string => {
  const got = done === 1 ? "1 Instanz hat das Material" : `${instances(done)} haben das Material`;
  if (already === 0) return got;
  if (done > 0) return `${got}, ${number(already)} hatten es schon`;
  return already === 1 ? "1 Instanz hatte es schon" : `${instances(already)} hatten es schon`;
};

const needAttention = (count: number): string => `${instances(count)} mit Handlungsbedarf`;

/** “3 von 12 Instanzen” */
const ofAll = (ended: number, all: number): string => `${number(ended)} von ${instances(all)}`;

export const distributionPlan = {
  /** The same names as in the texts about plans that invite people, which these replace. */
  distributionPlan: {
    progress: ofAll,
    doneAll: distributed,
    doneSome: needAttention,
    title: (state: PlanState, counts: PlanCounts, space: string): RichText => {
      if (state === "settled" && counts.done > 0) {
        return [`Material in ${instances(counts.done)} verteilt: `, name(space)];
      }
      return state === "settled" || counts.all === 0
        ? ["Material für ", name(space)]
        : [`Material wird in ${instances(counts.all)} verteilt: `, name(space)];
    },
    reached: ofAll,
    besides: (already: number, cancelled: number): string =>
      [
        already === 0 ? "" : `${number(already)} hatten es schon`,
        cancelled === 0 ? "" : `${number(cancelled)} übersprungen`,
      ]
        .filter((part) => part !== "")
        .join(", "),
    announce: (ended: number, all: number): string => `${ofAll(ended, all)} bearbeitet`,
    announceEnd: (done: number, already: number, needs: number): string =>
      needs === 0
        ? `Fertig: ${distributed(done, already)}`
        : `Fertig: ${distributed(done, already)}, ${needAttention(needs)}`,
    cancelText: (count: number): string =>
      count === 1
        ? "1 Instanz erhält das Material nicht. Was bereits verteilt wurde, bleibt, wie es ist."
        : `${number(count)} Instanzen erhalten das Material nicht. Was bereits verteilt wurde, bleibt, wie es ist.`,
    undone:
      "Rückgängig gemacht. Nichts wurde verteilt, und Ihr Auftrag ist zurück in den Entwürfen.",
    search: "Namen und Slugs suchen",
    label: "Instanzen",
    foot: (count: number): string => `${instances(count)} in diesem Auftrag`,
    chips: {
      all: "Alle",
      needsAttention: "Handlungsbedarf",
      done: "Verteilt",
      already: "Hatten es schon",
      remaining: "Wartet",
      cancelled: "Übersprungen",
    },
    snapshotGone:
      "Er wurde auf der Plattform gelöscht, nachdem Sie ihn gewählt hatten. Nichts wurde verteilt. Um einen anderen Snapshot zu wählen, machen Sie diesen Auftrag rückgängig: Ihr Auftrag kommt zurück in die Entwürfe.",
  },
};
