/** What the window says at its foot: that something was done, or what went wrong with it. */

import type { Problem } from "../bridge";
import type { Cure } from "../texts/words";

export type Cures = Partial<Record<Cure, () => void>>;

export type Toast = {
  text: string;
  problem: Problem | null;
  /** What can be done about the problem. */
  cures: Cures;
  action: { label: string; run: () => void } | null;
};

const shownFor = 12_000;

/**
 * What the window tells the user in passing: `say` for a screen reader alone, `show` and `problem`
 * in a toast.
 */
class Announce {
  /** The text for a screen reader. */
  spoken = $state("");
  toast = $state.raw<Toast | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string): void {
    // A screen reader doesn't read the same text twice, so the second time it ends with a space.
    this.spoken = this.spoken === text ? `${text}\u00a0` : text;
  }

  show(text: string, action: Toast["action"] = null): void {
    this.#put({ text, problem: null, cures: {}, action });
  }

  problem(problem: Problem, cures: Cures = {}): void {
    this.#put({ text: "", problem, cures, action: null });
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    this.toast = null;
  }

  /** The toast stays while the pointer or the focus is in it. */
  hold(): void {
    clearTimeout(this.#timer);
  }

  release(): void {
    clearTimeout(this.#timer);
    if (this.toast?.problem === null) this.#timer = setTimeout(() => this.dismiss(), shownFor);
  }

  #put(toast: Toast): void {
    this.toast = toast;
    this.release();
  }
}

export const announce = new Announce();
