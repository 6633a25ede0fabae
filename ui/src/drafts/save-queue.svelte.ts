/** The queue in which the changes of one draft are saved. */

/** A save that is faster than this isn't worth telling the user about. */
const noticedAfter = 300;

/**
 * Runs the requests of one draft strictly one after the other, so that the shell receives changes in
 * the order in which the user made them and an older answer never overwrites a newer one. A request
 * that fails doesn't stop those behind it.
 */
export class SaveQueue {
  /** How many changes are on their way to the disk. Stays 0 while saving is too fast to notice. */
  saving = $state(0);
  #last: Promise<unknown> = Promise.resolve();
  #unfinished = 0;
  #noticing: ReturnType<typeof setTimeout> | undefined;

  /** Runs `work` after everything that was queued before it. */
  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const next = this.#last.then(work);
    this.#last = next.catch(() => undefined);
    return next;
  }

  /** Like `run`, and counted in `saving`. */
  save<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#unfinished += 1;
    this.#noticing ??= setTimeout(() => (this.saving = this.#unfinished), noticedAfter);
    return this.run(work).finally(() => {
      this.#unfinished -= 1;
      if (this.#unfinished > 0) return;
      clearTimeout(this.#noticing);
      this.#noticing = undefined;
      this.saving = 0;
    });
  }

  /** Everything that is queued now has finished. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
