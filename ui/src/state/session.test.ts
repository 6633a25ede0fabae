/** When the network comes back, the accounts that are offline are tried at once, and only those. */

import { describe, expect, it } from "vitest";

import type { Connection } from "../bridge";
import { fakeShell } from "../bridge/fake-shell";
import { session } from "./session.svelte";

describe("a network that is there again", () => {
  it("has whatever is offline tried at once, and nothing else", () => {
    const asked = fakeShell({ account_try_now: () => null });
    const one = (account: string, state: Connection["state"]): Connection => ({
      account,
      state,
      since: null,
    });
    session.status = {
      ...session.status,
      connections: [one("a", "offline"), one("b", "online"), one("c", "keyRefused")],
    };
    session.networkChanged();
    expect(asked).toEqual([{ name: "account_try_now", request: { account: "a" } }]);
  });
});
