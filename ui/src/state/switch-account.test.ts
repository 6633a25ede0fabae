/** A digit names an account by its place in the menu, and nothing else does. */

import { beforeEach, expect, it } from "vitest";

import type { Account } from "../bridge";
import { fakeShell } from "../bridge/fake-shell";
import { router } from "./router.svelte";
import { session } from "./session.svelte";
import { accountOfDigit, switchAccount } from "./switch-account";

const account = (id: string): Account => ({
  id,
  name: id,
  address: `https://${id}.example`,
  kind: "platform",
  key: "kept",
});

beforeEach(() => {
  fakeShell({ preferences_change: (preferences: unknown) => preferences });
  session.accounts = [account("first"), account("second")];
  session.choose("first");
  router.replace({ page: "drafts" });
});

it("finds the account by its place", () => {
  expect(["1", "2", "3", "0", "a", "12"].map(accountOfDigit)).toEqual([
    "first",
    "second",
    null,
    null,
    null,
    null,
  ]);
});

it("leads to the overview of the other account, and stays where it is already open", () => {
  switchAccount("first");
  expect(router.route.page).toBe("drafts");
  switchAccount("second");
  expect(session.accountId).toBe("second");
  expect(router.route.page).toBe("overview");
});
