/** What new instances start with, in an invitation and where instances are added by themselves. */

import type { Material, Purpose } from "../../bridge";
import { type RichText, strong } from "../../lib/rich-text";
import { dayOf } from "./speech";

export const material = {
  material: {
    question: (purpose: Purpose): string => {
      if (purpose === "instances") return "Was soll die Instanz zu Beginn enthalten?";
      return purpose === "groups"
        ? "Was soll jede Gruppeninstanz zu Beginn enthalten?"
        : "Was soll jede Instanz zu Beginn enthalten?";
    },
    names: (purpose: Purpose): Record<Material, string> => ({
      distributed: "Alles bisher Verteilte",
      snapshot: purpose === "instances" ? "Einen Snapshot" : "Einen anderen Snapshot",
      nothing: "Nichts",
    }),
    distributedText: (snapshot: string, at: string | null): RichText =>
      at === null
        ? ["Zuletzt: ", strong(snapshot)]
        : ["Zuletzt: ", strong(snapshot), ` (${dayOf(at)})`],
    nothingDistributed:
      "Bisher wurde nichts verteilt. Sie können fortfahren und Material später auf der Registerkarte „Instanzen“ verteilen.",
    distributedUnknown:
      "Auf diesem Computer noch nicht geladen. Vor dem Senden sieht Cohort nach, was zuletzt verteilt wurde, und verwendet das.",
    startsEmpty: (purpose: Purpose): string =>
      purpose === "instances"
        ? "Die Instanz ist zu Beginn leer. Material können Sie später auf der Registerkarte „Instanzen“ verteilen."
        : "Die Instanzen sind zu Beginn leer. Material können Sie später verteilen.",
    startWithNothing: "Leer beginnen",
    chooseSnapshot: "Wählen Sie einen Snapshot.",
  },
};
