import type { DraftStep, Purpose } from "../bridge";
import { createsInstances } from "../lib/purpose";

/** The steps of an invitation, in order, as the page shows them. */

export type Step = "whatFor" | "who" | "withWhat" | "review";

const allSteps: readonly Step[] = ["whatFor", "who", "withWhat", "review"];
const withoutMaterial: readonly Step[] = ["whatFor", "who", "review"];

/** Only new instances are filled with material. Until a purpose is chosen, all steps are shown. */
export const stepsOf = (purpose: Purpose | null): readonly Step[] =>
  purpose === null || createsInstances(purpose) ? allSteps : withoutMaterial;

/** The step to show for the one that was saved with the draft, which its purpose may have removed. */
export const stepOf = (saved: DraftStep, purpose: Purpose | null): Step => {
  switch (saved) {
    case "whatFor":
    case "how":
      return "whatFor";
    case "withWhat":
      return createsInstances(purpose) ? "withWhat" : "who";
    case "who":
    case "review":
      return saved;
  }
};
