/**
 * What the page Overview shows, and which spaces the sidebar marks. Both come from one answer of
 * the shell, so they can't disagree.
 */

import {
  type Matter,
  overview,
  type Overview,
  overviewRefresh,
  type OverviewSpace,
} from "../bridge";
import { Resource } from "../lib/resource.svelte";
import { throttle } from "../lib/throttle";
import { session } from "../state/session.svelte";

/**
 * Where everything of the open account stands. The page Overview shows all of it, the sidebar only
 * which spaces need attention.
 */
class OverviewState {
  page = new Resource<Overview>();
  /** The platform is being read. What is shown meanwhile is what was seen last. */
  #refreshed = $state<string | null>(null);
  refreshing = $derived(this.#refreshed !== null);

  #attention = $derived(
    new Set(
      (this.page.value?.orgs ?? []).flatMap((org) =>
        org.spaces.filter((space) => space.attention).map((space) => keyOf(org.slug, space)),
      ),
    ),
  );

  /** Shows what was seen last, and then reads what is out of date. */
  async open(account: string): Promise<void> {
    if (this.page.value?.account !== account) this.page.clear();
    await this.page.load(() => overview({ account }));
    await this.refresh(account, false);
  }

  /** Reads what is out of date from the platform, or all of it. */
  async refresh(account: string, all: boolean): Promise<void> {
    if (this.#refreshed === account) return;
    this.#refreshed = account;
    await this.page.load(() => overviewRefresh({ account, all }));
    // Another account may have been opened meanwhile.
    if (this.#refreshed === account) this.#refreshed = null;
    // A change that was told of while the platform was read may have come too late for it.
    this.reread();
  }

  /**
   * Something that the overview shows has changed. While plans are sent that is many times a
   * second.
   */
  reread = throttle(async () => {
    const account = session.accountId;
    if (account === null || this.page.value === null) return;
    const problem = this.page.problem;
    const read = await overview({ account }).catch(() => null);
    if (read !== null && session.accountId === account) this.page.put(read, problem);
  }, 500);

  needsAttention(org: string, space: { slug: string }): boolean {
    return this.#attention.has(keyOf(org, space));
  }

  get matters(): readonly Matter[] {
    return this.page.value?.matters ?? [];
  }
}

const keyOf = (org: string, space: Pick<OverviewSpace, "slug">): string => `${org} ${space.slug}`;

export const overviewState = new OverviewState();
