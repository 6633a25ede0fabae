/** How many were settled at a moment. */
export type Sample = { at: number; settled: number };

export type Pace = { perMinute: number; secondsLeft: number };

const window = 30_000;
const least = 3_000;

/** Keeps what is needed to tell the pace of the last half minute. */
export const withSample = (samples: readonly Sample[], next: Sample): Sample[] => {
  const last = samples.at(-1);
  // A retry puts settled steps back to waiting: what was measured before says nothing then.
  if (last && next.settled < last.settled) return [next];
  return [...samples.filter((sample) => sample.at > next.at - window), next];
};

/** The pace, once there is enough to go by; an honest time left needs some seconds of it. */
export const paceOf = (samples: readonly Sample[], left: number): Pace | null => {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.at - first.at < least) return null;
  const settled = last.settled - first.settled;
  if (settled <= 0) return null;
  const perSecond = settled / ((last.at - first.at) / 1000);
  return { perMinute: Math.round(perSecond * 60), secondsLeft: Math.ceil(left / perSecond) };
};
