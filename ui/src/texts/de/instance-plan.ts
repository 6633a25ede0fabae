/** What is said of a plan that creates instances and invites nobody. */

import type { PlanCounts, PlanState } from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { instances, number } from "./speech";

const created = (done: number, already: number): string => {
  if (already === 0) return `${instances(done)} erstellt`;
  return done === 0
    ? `${instances(already)} bereits vorhanden`
    : `${instances(done)} erstellt, ${number(already)} bereits vorhanden`;
};

const needAttention = (count: number): string => `${instances(count)} mit Handlungsbedarf`;

/** After “von”: “3 von 12 Instanzen”, “0 von 1 Instanz” */
const ofAll = (ended: number, all: number): string => `${number(ended)} von ${instances(all)}`;

export const instancePlan = {
  /** The same names as in the texts about plans that invite people, which these replace. */
  instancePlan: {
    progress: ofAll,
    doneAll: created,
    doneSome: needAttention,
    title: (state: PlanState, counts: PlanCounts, space: string): RichText => {
      if (state === "settled" && counts.done > 0) {
        return [`${instances(counts.done)} in `, name(space), " erstellt"];
      }
      if (state === "settled" || counts.all === 0) return ["Neue Instanzen in ", name(space)];
      return counts.all === 1
        ? ["1 Instanz wird in ", name(space), " erstellt"]
        : [`${number(counts.all)} Instanzen werden in `, name(space), " erstellt"];
    },
    reached: ofAll,
    besides: (already: number, cancelled: number): string =>
      [
        already === 0 ? "" : `${number(already)} bereits vorhanden`,
        cancelled === 0 ? "" : `${number(cancelled)} abgebrochen`,
      ]
        .filter((part) => part !== "")
        .join(", "),
    announce: (ended: number, all: number): string => `${ofAll(ended, all)} bearbeitet`,
    announceEnd: (done: number, already: number, needs: number): string =>
      needs === 0
        ? `Fertig: ${created(done, already)}`
        : `Fertig: ${created(done, already)}, ${needAttention(needs)}`,
    cancelText: (count: number): string =>
      count === 1
        ? "1 Instanz wird nicht erstellt. Was bereits erstellt wurde, bleibt, wie es ist."
        : `${number(count)} Instanzen werden nicht erstellt. Was bereits erstellt wurde, bleibt, wie es ist.`,
    undone:
      "Rückgängig gemacht. Nichts wurde erstellt, und Ihre Instanzen sind zurück in den Entwürfen.",
    columns: { name: "Name", address: "Slug", state: "Status" },
    search: "Namen und Slugs suchen",
    label: "Instanzen",
    foot: (count: number): string => `${instances(count)} in diesem Auftrag`,
    chips: {
      all: "Alle",
      needsAttention: "Handlungsbedarf",
      done: "Erstellt",
      already: "Bereits vorhanden",
      remaining: "Wartet",
      cancelled: "Abgebrochen",
    },
    snapshotGone:
      "Er wurde auf der Plattform gelöscht, nachdem Sie ihn gewählt hatten. Nichts wurde erstellt. Um einen anderen Snapshot zu wählen, machen Sie diesen Auftrag rückgängig: Ihre Instanzen kommen zurück in die Entwürfe.",
  },
};
