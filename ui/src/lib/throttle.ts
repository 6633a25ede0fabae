/** How often something may run that is asked for again and again. */

/**
 * Throttles `work`: it runs at once when called, never twice at the same time, and at most once
 * every `every` milliseconds. A call in between runs it again afterwards, so the last call is never
 * lost.
 */
export const throttle = (work: () => Promise<void>, every: number): (() => void) => {
  let busy = false;
  let again = false;
  const run = async (): Promise<void> => {
    busy = true;
    again = false;
    await work();
    setTimeout(() => {
      busy = false;
      if (again) void run();
    }, every);
  };
  return () => {
    if (busy) again = true;
    else void run();
  };
};
