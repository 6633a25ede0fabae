/** Chunks of the window's code, loaded when they are needed, and what is done if one can't be. */

import { loadAllTexts } from "../texts/first";

class MissingCode {
  /** A chunk couldn't be loaded. The frame says so; the page that is open stays. */
  seen = $state(false);
}

export const missingCode = new MissingCode();

/** One chunk. Its code is loaded once, after all texts, because it may read them at once. */
export class Chunk<Code> {
  /** Null until it is there. */
  code = $state.raw<Code | null>(null);
  #loading: Promise<Code> | null = null;
  readonly #fetch: () => Promise<Code>;

  constructor(fetch: () => Promise<Code>) {
    this.#fetch = fetch;
  }

  /** Does something with the code, at once if it is there. */
  use(run: (code: Code) => void): void {
    if (this.code !== null) run(this.code);
    else void this.#load().then(run, () => undefined);
  }

  /** Loads the code, so that it is there soon. */
  prepare(): void {
    this.use(() => undefined);
  }

  #load(): Promise<Code> {
    this.#loading ??= this.#fetchOnce();
    return this.#loading;
  }

  async #fetchOnce(): Promise<Code> {
    try {
      await loadAllTexts();
      this.code = await this.#fetch();
      return this.code;
    } catch (thrown) {
      missingCode.seen = true;
      throw thrown;
    }
  }
}
