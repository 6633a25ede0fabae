/**
 * The comparing of a draft's targets with its snapshot, a few at a time, while the page shows how
 * far it has come.
 */

import { distributionCompare, type DistributionTargets, type Problem, problemOf } from "../bridge";

/**
 * Compares the targets of a draft with its snapshot. The shell compares a few targets at each
 * call and keeps what it found, so stopping loses nothing.
 */
export class ComparingTargets {
  running = $state(false);
  problem = $state.raw<Problem | null>(null);
  /** The targets as they were after the last few. */
  latest = $state.raw<DistributionTargets | null>(null);
  readonly #draft: () => string;
  readonly #ended: () => Promise<void>;
  #turn = 0;

  /** `ended` is called when something was found and nothing more is being read. */
  constructor(draft: () => string, ended: () => Promise<void>) {
    this.#draft = draft;
    this.#ended = ended;
  }

  /** Compares what wasn't compared yet, or everything again. */
  async start(again: boolean): Promise<void> {
    const turn = ++this.#turn;
    this.running = true;
    this.problem = null;
    try {
      let targets = await distributionCompare({ draft: this.#draft(), again });
      while (turn === this.#turn) {
        const before = targets.notCompared;
        this.latest = targets;
        if (before === 0) break;
        targets = await distributionCompare({ draft: this.#draft(), again: false });
        // Nothing more can be found out now.
        if (targets.notCompared >= before) break;
      }
    } catch (thrown) {
      if (turn === this.#turn) this.problem = problemOf(thrown);
    }
    if (turn !== this.#turn) return;
    await this.#ended();
    this.running = false;
  }

  /** Stops without a word, because nobody looks at it any more. */
  readonly abandon = (): void => {
    this.#turn += 1;
  };

  readonly stop = (): void => {
    if (!this.running) return;
    this.#turn += 1;
    void this.#ended().finally(() => (this.running = false));
  };
}
