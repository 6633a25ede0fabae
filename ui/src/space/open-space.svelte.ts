/** The space that is open, for all tabs of its page and for the wizards. */

import { problemOf, type Space, space, type SpaceRef } from "../bridge";
import { Resource } from "../lib/resource.svelte";

const old = 60_000;

type Key = { account: string; org: string; space: string };

const isSame = (seen: Space | null, key: Key): boolean =>
  seen !== null && seen.account === key.account && seen.org === key.org && seen.slug === key.space;

/** The space that is open: first as the shell saw it last, then as it is now. */
class OpenSpace {
  seen = new Resource<Space>();
  reading = $state(false);
  #key: Key | null = null;

  async open(key: Key): Promise<void> {
    this.#key = key;
    if (!isSame(this.seen.value, key)) this.seen.clear();
    this.reading = true;
    const last = await this.seen.load(() => readOnceAtLeast(key));
    if (this.#key !== key) return;
    this.reading = false;
    if (last === null) return;
    const age = last.seenAt === null ? Infinity : Date.now() - Date.parse(last.seenAt);
    if (age > old) await this.refresh();
  }

  async refresh(): Promise<void> {
    const key = this.#key;
    if (key === null) return;
    this.reading = true;
    await this.seen.load(() => space(ask(key, true)));
    this.reading = false;
  }

  /** The shell has read the space again. */
  async reread(key: Key): Promise<void> {
    if (!isSame(this.seen.value, key) || this.reading) return;
    await this.seen.load(() => space(ask(key, false)));
  }
}

/** A space that was never read on this computer has to be read from the platform first. */
const readOnceAtLeast = async (key: Key): Promise<Space> => {
  try {
    return await space(ask(key, false));
  } catch (thrown) {
    if (problemOf(thrown).code !== "notLoaded") throw thrown;
    return space(ask(key, true));
  }
};

const ask = (key: Key, fresh: boolean): SpaceRef => ({ ...key, fresh });

export const openSpace = new OpenSpace();
