/* Long work in slices, so that the window goes on drawing meanwhile. */

/** A job that says now and then that it could pause. */
export type Job<Result> = Generator<undefined, Result>;

const sliceFor = 8;

const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** The result; null where nobody wants it any more. What is done within one slice takes no turn. */
export const inSlices = async <Result>(
  job: Job<Result>,
  wanted: () => boolean,
): Promise<Result | null> => {
  let until = performance.now() + sliceFor;
  for (;;) {
    const step = job.next();
    if (step.done === true) return step.value;
    if (performance.now() < until) continue;
    await nextTask();
    if (!wanted()) return null;
    until = performance.now() + sliceFor;
  }
};
