/** Parts of the window whose code is loaded when it is needed, and what is done if it can't be. */

import { loadAllTexts } from "../texts/first";

class MissingCode {
  /** A part could not be loaded. The frame says so; the page that is open stays. */
  seen = $state(false);
}

export const missingCode = new MissingCode();

/** One part. Its code is loaded once, after all texts, because it may read them at once. */
export class Part<Code> {
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
