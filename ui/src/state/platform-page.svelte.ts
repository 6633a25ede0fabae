/**
 * The platform's web page, for what only it can do. Its address isn't that of the API, and nothing
 * tells it, so the user is asked once for each account.
 */

import { type Problem, problemOf, webAddressChange, webPageOpen } from "../bridge";
import { t } from "../texts/first";
import { announce } from "./announce.svelte";

class PlatformPage {
  /** The account whose web address is asked for. */
  asks = $state<string | null>(null);
  /** What was wrong with the address that was given. */
  problem = $state.raw<Problem | null>(null);

  async open(account: string): Promise<void> {
    try {
      if (!(await webPageOpen({ account }))) {
        this.problem = null;
        this.asks = account;
      }
    } catch (thrown) {
      announce.show(t.problem(problemOf(thrown)).title);
    }
  }

  /** Keeps the address that the user gave, and opens it. */
  async answer(address: string): Promise<void> {
    const account = this.asks;
    if (account === null) return;
    try {
      await webAddressChange({ account, address });
      await webPageOpen({ account });
      this.asks = null;
    } catch (thrown) {
      this.problem = problemOf(thrown);
    }
  }

  dismiss(): void {
    this.asks = null;
  }
}

export const platformPage = new PlatformPage();
