import type { DraftStep } from "../bridge";

/** The steps that inviting to what is there already takes. */
export type Step = "whatFor" | "who" | "review";

export const steps: readonly Step[] = ["whatFor", "who", "review"];

/** Where a draft stands, among the steps it has here. */
export const stepOf = (step: DraftStep): Step => {
  switch (step) {
    case "whatFor":
    case "how":
    case "withWhat":
      return "whatFor";
    case "who":
      return "who";
    case "review":
      return "review";
  }
};
