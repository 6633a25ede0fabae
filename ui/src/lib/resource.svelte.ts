import { type Problem, problemOf } from "../bridge";

/** Something the shell was asked for: what came last, or why nothing came. */
export class Resource<T> {
  value = $state.raw<T | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  #turn = 0;

  /** Asks; an answer that was overtaken by a later question is dropped. */
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

  /** What is asked for already is dropped when it comes. */
  clear(): void {
    this.#turn += 1;
    this.value = null;
    this.problem = null;
    this.busy = false;
  }
}
