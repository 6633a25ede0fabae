import type { Problem } from "../bridge";
import type { Cure } from "../texts";

export type Cures = Partial<Record<Cure, () => void>>;

export type Toast = {
  text: string;
  problem: Problem | null;
  /** What whoever met the problem can do about it. */
  cures: Cures;
  action: { label: string; run: () => void } | null;
};

const shownFor = 12_000;

/** What is said in passing: read out by a screen reader, and shown at the foot where it can be undone. */
class Announce {
  /** For the ear only. */
  spoken = $state("");
  toast = $state.raw<Toast | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string): void {
    // The same words twice would not be read out again.
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

  /** Whoever points at it or is in it with the keyboard is given the time to read. */
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
