/**
 * What every page needs: the accounts, the connections, the preferences, and which account is open.
 */

import {
  type Account,
  accountTryNow,
  type Connection,
  type Appearance,
  type LanguageChoice,
  type Preferences,
  preferencesChange,
  type Problem,
  problemOf,
  start,
  type StartNotice,
  type Status,
} from "../bridge";
import { announce } from "./announce.svelte";

const quiet: Status = { connections: [], settled: 0, total: 0, needsAttention: 0, drafts: 0 };
const plainPreferences: Preferences = {
  appearance: "system",
  language: "system",
  lastAccount: null,
  lastOrg: null,
  lastSpace: null,
  welcomed: false,
  closing: "notAsked",
  quitWithoutAsking: false,
  notifications: {
    sent: true,
    needsAttention: true,
    backOnline: true,
    joined: true,
    names: false,
  },
  tables: [],
};

/** The accounts, which of them is open, how they are connected, and what the user prefers. */
class Session {
  ready = $state(false);
  problem = $state.raw<Problem | null>(null);
  accounts = $state.raw<Account[]>([]);
  preferences = $state.raw<Preferences>(plainPreferences);
  notices = $state.raw<StartNotice[]>([]);
  status = $state.raw<Status>(quiet);
  accountId = $state<string | null>(null);

  #keeping: Promise<unknown> = Promise.resolve();

  account = $derived(this.accounts.find((account) => account.id === this.accountId) ?? null);
  connection = $derived(this.connectionOf(this.accountId));

  async open(): Promise<void> {
    try {
      const first = await start();
      this.accounts = first.accounts;
      this.preferences = first.preferences;
      this.notices = first.notices;
      this.status = first.status;
      this.accountId = this.#firstAccount(first.preferences.lastAccount);
      this.problem = null;
      this.ready = true;
    } catch (thrown) {
      this.problem = problemOf(thrown);
    }
  }

  /** Accounts were added or removed, or their keys changed. */
  async readAccounts(): Promise<void> {
    try {
      const again = await start();
      this.accounts = again.accounts;
      this.status = again.status;
      if (this.account === null) this.accountId = this.#firstAccount(null);
    } catch (thrown) {
      this.problem = problemOf(thrown);
    }
  }

  connectionOf(account: string | null): Connection | null {
    return this.status.connections.find((one) => one.account === account) ?? null;
  }

  choose(account: string): void {
    this.accountId = account;
    this.remember({ lastAccount: account, lastOrg: null, lastSpace: null });
  }

  remember(change: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...change };
    const now = this.preferences;
    // One after the other, so that the last one stays. Preferences that couldn't be saved are lost
    // at the next start and not before, which isn't worth interrupting the user.
    this.#keeping = this.#keeping.then(() => preferencesChange(now)).catch(() => undefined);
  }

  setAppearance(appearance: Appearance): void {
    this.remember({ appearance });
  }

  /** Resolves when the choice is kept, and the page can be loaded again in that language. */
  async setLanguage(language: LanguageChoice): Promise<void> {
    this.remember({ language });
    await this.#keeping;
  }

  dismiss(notice: StartNotice): void {
    this.notices = this.notices.filter((one) => one !== notice);
  }

  dismissAll(what: StartNotice["what"]): void {
    this.notices = this.notices.filter((one) => one.what !== what);
  }

  async tryNow(account: string): Promise<void> {
    try {
      await accountTryNow({ account });
    } catch (thrown) {
      announce.problem(problemOf(thrown));
    }
  }

  /** The system says that there is a network again: accounts that are offline try at once. */
  networkChanged(): void {
    for (const { account, state } of this.status.connections) {
      if (state === "offline") void this.tryNow(account);
    }
  }

  #firstAccount(last: string | null): string | null {
    const known = this.accounts.find((account) => account.id === last);
    return (known ?? this.accounts[0])?.id ?? null;
  }
}

export const session = new Session();
