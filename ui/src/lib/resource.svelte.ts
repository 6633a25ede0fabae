/**
 * A question to the shell and its last answer. Every page that loads something uses it, so that an
 * answer that comes too late never replaces a newer one.
 */

import { type Problem, problemOf } from "../bridge";

/** Something that the shell was asked for: the last answer, or why there is none. */
export class Resource<T> {
  value = $state.raw<T | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  #turn = 0;

  /** Asks the shell. An answer that a later question has overtaken is dropped. */
  async load(ask: () => Promise<T>): Promise<T | null> {
    const turn = ++this.#turn;
    this.busy = true;
    try {
      const value = await ask();
      if (turn !== this.#turn) return null;
      this.value = value;
      this.problem = null;
      return value;
    } catch (thrown) {
      if (turn === this.#turn) this.problem = problemOf(thrown);
      return null;
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }

  /** Shows an answer that came by another way, beside what is known to be wrong. */
  put(value: T, problem: Problem | null): void {
    this.value = value;
    this.problem = problem;
  }

  /** Forgets the answer, and drops one that is still to come. */
  clear(): void {
    this.#turn += 1;
    this.value = null;
    this.problem = null;
    this.busy = false;
  }
}
