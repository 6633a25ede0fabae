/** The comparison of the space that is open. */

import { comparison, type Comparison } from "../../bridge";
import { Resource } from "../../lib/resource.svelte";
import { throttle } from "../../lib/throttle";

type Key = { account: string; org: string; space: string };

const isSame = (one: Key | null, other: Key): boolean =>
  one !== null &&
  one.account === other.account &&
  one.org === other.org &&
  one.space === other.space;

/** The people of the open space compared with its list. Kept up to date while the space is open. */
class OpenComparison {
  seen = new Resource<Comparison>();
  #key: Key | null = null;

  async open(key: Key): Promise<void> {
    if (!isSame(this.#key, key)) this.seen.clear();
    this.#key = key;
    await this.seen.load(() => comparison(key));
  }

  /** The answer of a command that has just changed the list. */
  put(key: Key, value: Comparison): void {
    if (!isSame(this.#key, key)) this.seen.clear();
    this.#key = key;
    this.seen.put(value, null);
  }

  /** The list of this space, its people, or the marks have changed. */
  async reread(key: Key): Promise<void> {
    if (isSame(this.#key, key)) await this.open(key);
  }

  /** A plan has changed: while it is sent that is many times a second. */
  rereadAfterPlan = throttle(async () => {
    const key = this.#key;
    if (key !== null && this.seen.value?.list) await this.open(key);
  }, 1000);

  /** The name of the list that is kept for this space, as far as is known. */
  fileOf(key: Key): string | null {
    return isSame(this.#key, key) ? (this.seen.value?.list?.file ?? null) : null;
  }
}

export const openComparison = new OpenComparison();
