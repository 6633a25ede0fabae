/** Switches to another account, from the menu, the search or the keyboard. */

import { router } from "./router.svelte";
import { session } from "./session.svelte";

export const switchAccount = (id: string): void => {
  if (id === session.accountId) return;
  session.choose(id);
  router.go({ page: "overview" });
};

/** With Ctrl and a digit, as the menu of the account shows it: the first account, the second, and so on. */
export const accountOfDigit = (key: string): string | null =>
  /^[1-9]$/u.test(key) ? (session.accounts[Number(key) - 1]?.id ?? null) : null;
