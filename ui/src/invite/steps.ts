import type { DraftStep, Purpose } from "../bridge";

export type Step = "whatFor" | "who" | "withWhat" | "review";

const all: readonly Step[] = ["whatFor", "who", "withWhat", "review"];
const withoutMaterial: readonly Step[] = ["whatFor", "who", "review"];

/** Only new instances are filled with something. */
export const makesInstances = (purpose: Purpose | null): boolean =>
  purpose === "own" || purpose === "groups";

/** The steps that a purpose takes. */
export const stepsOf = (purpose: Purpose | null): readonly Step[] =>
  purpose === null || makesInstances(purpose) ? all : withoutMaterial;

/** Where a draft stands, among the steps it has here. */
export const stepOf = (step: DraftStep, purpose: Purpose | null): Step => {
  switch (step) {
    case "whatFor":
    case "how":
      return "whatFor";
    case "withWhat":
      return makesInstances(purpose) ? "withWhat" : "who";
    case "who":
    case "review":
      return step;
  }
};
