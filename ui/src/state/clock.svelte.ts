import { createSubscriber } from "svelte/reactivity";

/* Ticks only while somebody looks: a window that shows no time costs nothing. */
const ticking = (every: number): (() => number) => {
  const subscribe = createSubscriber((update) => {
    const timer = setInterval(update, every);
    return () => clearInterval(timer);
  });
  return () => {
    subscribe();
    return Date.now();
  };
};

/** Now, to the second. */
export const seconds = ticking(1000);

/** Now, good enough for "two minutes ago". */
export const minutes = ticking(20_000);

/** Now, often enough for a countdown that runs smoothly. */
export const moments = ticking(200);
