/**
 * How a problem, wherever it is shown, leads to the page Troubleshooting. The frame knows the way.
 */

import { getContext, setContext } from "svelte";

import type { CauseId } from "../texts/words";

type Troubleshoot = (cause: CauseId) => void;

const key = Symbol("troubleshoot");

export const setTroubleshoot = (run: Troubleshoot): void => {
  setContext(key, run);
};

/** Absent before the first account is added, where there is nothing to check. */
export const getTroubleshoot = (): Troubleshoot | undefined => getContext(key);
