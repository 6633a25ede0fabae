/** The sign-up link of the space that is open, and what the user does about it. */

import {
  type LinkPage,
  type LinkRef,
  link,
  linkMake,
  linkPaste,
  linkWithdraw,
  type Problem,
  problemOf,
} from "../bridge";
import { Resource } from "../lib/resource.svelte";
import type { Wish } from "./wish";

/** The link of one space: first as it was seen last, then as the platform shows it now. */
export class OpenLink {
  page = new Resource<LinkPage>();
  reading = $state(false);
  /** A change is under way; there is one at a time. */
  working = $state(false);
  /** Why the last change wasn't made, or whether nobody can tell. */
  problem = $state.raw<Problem | null>(null);
  readonly #place: LinkRef;

  constructor(place: LinkRef) {
    this.#place = place;
  }

  async open(): Promise<void> {
    await this.page.load(() => link({ ...this.#place, fresh: false }));
    await this.refresh();
  }

  /** Asks the platform. What was seen last stays on the page where it can't be reached. */
  async refresh(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    this.problem = null;
    await this.page.load(() => link({ ...this.#place, fresh: true }));
    this.reading = false;
  }

  make(wish: Wish): Promise<boolean> {
    return this.#change(() => linkMake({ ...this.#place, ...wish }));
  }

  withdraw(): Promise<boolean> {
    return this.#change(() => linkWithdraw(this.#place));
  }

  /** `confirmed`: the user has seen that exactly this link leads elsewhere, and wants it. */
  paste(url: string, lastDay: string | null, confirmed: string | null): Promise<boolean> {
    return this.#change(() => linkPaste({ ...this.#place, url, lastDay, confirmed }));
  }

  /** Reads again what this computer knows, without asking the platform. */
  async reread(): Promise<void> {
    await this.page.load(() => link({ ...this.#place, fresh: false }));
  }

  async #change(ask: () => Promise<LinkPage>): Promise<boolean> {
    if (this.working) return false;
    this.working = true;
    this.problem = null;
    try {
      this.page.put(await ask(), null);
      return true;
    } catch (thrown) {
      this.problem = problemOf(thrown);
      return false;
    } finally {
      this.working = false;
    }
  }
}
