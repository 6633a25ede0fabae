/** The current time for whatever shows how long ago or how long still. */

import { createSubscriber } from "svelte/reactivity";

/**
 * The current time as reactive values, in milliseconds. A clock ticks only while a component reads
 * it, so a window that shows no times does no work.
 */
const tickingEvery = (milliseconds: number): (() => number) => {
  const subscribe = createSubscriber((update) => {
    const timer = setInterval(update, milliseconds);
    return () => clearInterval(timer);
  });
  return () => {
    subscribe();
    return Date.now();
  };
};

/** Now, accurate enough for "2 minutes ago". */
export const coarseNow = tickingEvery(20_000);

/** Now, often enough for a countdown that runs smoothly. */
export const smoothNow = tickingEvery(200);
