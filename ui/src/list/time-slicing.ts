/**
 * Runs long work on the main thread in slices, so that the window goes on drawing and answering to
 * keys meanwhile. A worker would be the usual way, but copying a hundred thousand rows into it takes
 * longer than most of the work itself.
 */

/** Work that yields now and then, where it can pause. */
export type SlicedJob<Result> = Generator<undefined, Result>;

const sliceMilliseconds = 8;

/** A message channel is the fastest way to the next task: timers wait at least 4 ms. */
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/**
 * The result of the job; null where it is no longer wanted. A job that fits into one slice never
 * pauses.
 */
export const runInSlices = async <Result>(
  job: SlicedJob<Result>,
  isWanted: () => boolean,
): Promise<Result | null> => {
  let until = performance.now() + sliceMilliseconds;
  for (;;) {
    const step = job.next();
    if (step.done === true) return step.value;
    if (performance.now() < until) continue;
    await nextTask();
    if (!isWanted()) return null;
    until = performance.now() + sliceMilliseconds;
  }
};
