/** The steps of a wizard, and which of them can be reached. */

/** A step of a wizard. It can be reached where nothing is missing in the steps before it. */
export type WizardStep<Step extends string> = { step: Step; reachable: boolean };
