/** What new instances start with, in an invitation and where instances are added by themselves. */

import type { Material, Purpose } from "../../bridge";
import { type RichText, strong } from "../../lib/rich-text";
import { dayOf } from "./speech";

export const material = {
  material: {
    question: (purpose: Purpose): string => {
      if (purpose === "instances") return "What should the instance start with?";
      return purpose === "groups"
        ? "What should each group instance start with?"
        : "What should each instance start with?";
    },
    names: (purpose: Purpose): Record<Material, string> => ({
      distributed: "Everything distributed so far",
      snapshot: purpose === "instances" ? "A snapshot" : "Another snapshot",
      nothing: "Nothing",
    }),
    distributedText: (snapshot: string, at: string | null): RichText =>
      at === null
        ? ["Latest: ", strong(snapshot)]
        : ["Latest: ", strong(snapshot), ` (${dayOf(at)})`],
    nothingDistributed:
      "Nothing has been distributed yet. You can continue, and distribute material later from the Instances tab.",
    distributedUnknown:
      "Not loaded on this computer yet. Before it sends anything, Cohort checks what was distributed last and uses that.",
    startsEmpty: (purpose: Purpose): string =>
      purpose === "instances"
        ? "The instance starts empty. You can distribute material later from the Instances tab."
        : "The instances start empty. You can distribute material later.",
    startWithNothing: "Start with nothing",
    chooseSnapshot: "Choose a snapshot.",
  },
};
