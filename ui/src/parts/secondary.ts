/** What can be done on a page beside its main action. */

export type Secondary = { label: string; run: () => void };
