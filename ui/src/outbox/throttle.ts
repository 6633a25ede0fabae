/** Runs `work` soon after being called, never twice at once, and never more often than `every`. */
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
