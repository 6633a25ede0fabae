/**
 * A problem with a new account is shown beside the field it comes from, its key is kept for one run
 * only after a question, and whoever went on to another page meanwhile stays there.
 */

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import type { Account, NewAccount, Start } from "../bridge";
import { aProblem, fakeShell, refuse, requestsOf } from "../bridge/fake-shell";
import { router } from "../state/router.svelte";
import AccountFormPage from "./AccountFormPage.svelte";

const account: Account = {
  id: "n",
  name: "api.example",
  address: "https://api.example",
  kind: "platform",
  key: "thisRun",
};
const started: Start = {
  version: "0.1.0",
  accounts: [account],
  preferences: {
    appearance: "system",
    language: "system",
    lastAccount: null,
    lastOrg: null,
    lastSpace: null,
    welcomed: true,
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
  },
  notices: [],
  status: { connections: [], settled: 0, total: 0, needsAttention: 0, drafts: 0 },
};

describe("adding an account", () => {
  it("says that the platform doesn't know the key, and the field keeps the focus", async () => {
    fakeShell({ account_add: () => refuse("keyRefused", { status: 401 }) });
    render(AccountFormPage, { account: null });
    const key = screen.getByLabelText("API key");
    await userEvent.type(key, "wrong{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain(
      "The platform rejected this API key",
    );
    expect(document.activeElement).toBe(key);
    expect(key.getAttribute("aria-invalid")).toBe("true");
  });

  it("says beside the address that a web page answered", async () => {
    fakeShell({
      account_add: () => refuse("notThePlatform", { about: "https://example.org" }),
    });
    render(AccountFormPage, { account: null });
    await userEvent.type(screen.getByLabelText("API key"), "key{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain(
      "This is a web page, not the platform",
    );
    expect(document.activeElement).toBe(screen.getByLabelText("Platform address"));
  });

  it("asks before it keeps the key for this run only", async () => {
    const asked = fakeShell({
      account_add: (request: NewAccount) => (request.thisRunOnly ? account : refuse("noKeyring")),
      start: () => started,
      preferences_change: () => started.preferences,
    });
    render(AccountFormPage, { account: null });
    await userEvent.type(screen.getByLabelText("API key"), "key{Enter}");
    await userEvent.click(
      await screen.findByRole("button", { name: "Keep key until Cohort closes" }),
    );
    expect(requestsOf(asked, "account_add")).toEqual([
      expect.objectContaining({ thisRunOnly: false }),
      expect.objectContaining({ thisRunOnly: true }),
    ]);
  });

  it("leads nobody away who went on to something else while the key was checked", async () => {
    let answer: (account: Account) => void = () => undefined;
    const asked = fakeShell({
      account_add: () =>
        new Promise<Account>((resolve) => {
          answer = resolve;
        }),
      start: () => started,
      preferences_change: () => started.preferences,
    });
    router.go({ page: "addAccount" });
    render(AccountFormPage, { account: null });
    await userEvent.type(screen.getByLabelText("API key"), "key{Enter}");
    router.go({ page: "outbox" });
    answer(account);
    await waitFor(() => {
      expect(asked.some((one) => one.name === "preferences_change")).toBe(true);
    });
    expect(router.route).toEqual({ page: "outbox" });
  });

  it("says where the key is kept", () => {
    render(AccountFormPage, { account: null });
    expect(screen.getByText(/keeps the key in this computer's keyring/u)).toBeTruthy();
  });
});

describe("the key that is kept", () => {
  const shown = (key: "passed" | "failed") => ({
    checks: [
      { of: "connection", result: "passed", problem: null },
      { of: "key", result: key, problem: key === "failed" ? aProblem("keyRefused") : null },
    ],
    administrators: [],
    facts: { version: "0.1.0", system: "linux", platform: "p", at: "2026-10-12T08:42:00Z" },
  });

  it("is checked with the platform, and it's said when", async () => {
    const asked = fakeShell({ troubleshoot: () => shown("passed") });
    render(AccountFormPage, { account: "n" });
    await userEvent.click(screen.getByRole("button", { name: "Check this key" }));
    expect(await screen.findByText(/^The platform accepted the key 12 October/u)).toBeTruthy();
    expect(requestsOf(asked, "troubleshoot")).toEqual([{ account: "n", space: null }]);
  });

  it("is said to be rejected", async () => {
    fakeShell({ troubleshoot: () => shown("failed") });
    render(AccountFormPage, { account: "n" });
    await userEvent.click(screen.getByRole("button", { name: "Check this key" }));
    expect((await screen.findByRole("alert")).textContent).toContain(
      "The platform rejected this API key",
    );
    expect(screen.queryByText(/accepted the key/u)).toBeNull();
  });
});
