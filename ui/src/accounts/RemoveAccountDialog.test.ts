/** Removing an account keeps its data unless it is said otherwise, and says before what would go. */

import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import type { Account, Erasable } from "../bridge";
import { aProblem, type Asked, fakeShell, requestsOf } from "../bridge/fake-shell";
import RemoveAccountDialog from "./RemoveAccountDialog.svelte";

const account: Account = {
  id: "a1",
  name: "uni.example",
  address: "https://api.uni.example",
  kind: "platform",
  key: "kept",
};
const found: Erasable = {
  drafts: 3,
  plans: 2,
  people: 40,
  lists: 0,
  accounts: 1,
  backups: 5,
  underWay: false,
};

const open = (
  more: Parameters<typeof fakeShell>[0] = {},
): { asked: Asked; removed: () => void } => {
  const asked = fakeShell({ account_erasable: () => found, ...more });
  const removed = vi.fn<() => void>();
  render(RemoveAccountDialog, { account, onclose: () => undefined, onremoved: removed });
  return { asked, removed };
};
const changes = (asked: Asked): string[] =>
  asked.map(({ name }) => name).filter((name) => name !== "account_erasable");

describe("removing an account", () => {
  it("keeps its data unless it is said otherwise", async () => {
    const { asked, removed } = open({ account_remove: () => null });
    const button = await screen.findByRole("button", { name: "Remove account" });
    await expect.poll(() => button.hasAttribute("disabled")).toBe(false);
    await userEvent.click(button);
    await expect.poll(() => removed).toHaveBeenCalledOnce();
    expect(changes(asked)).toEqual(["account_remove"]);
  });

  it("says what goes before it deletes the data", async () => {
    const { asked, removed } = open({ account_erase: () => ({ left: "nothing" }) });
    await userEvent.click(await screen.findByRole("radio", { name: /^Delete its data too/u }));
    const items = (await screen.findAllByRole("listitem")).map((item) => item.textContent);
    expect(items).toEqual([
      "3 drafts",
      "2 plans in Activity, with 40 people",
      "All 5 backups, since they may contain some of this",
    ]);
    await userEvent.click(screen.getByRole("button", { name: "Delete account and data" }));
    await expect.poll(() => removed).toHaveBeenCalledOnce();
    expect(changes(asked)).toEqual(["account_erase"]);
  });

  it("isn't offered while something of it is being sent", async () => {
    open({ account_erasable: () => ({ ...found, underWay: true }) });
    expect(await screen.findByText("Some of this is still being sent")).toBeTruthy();
    const button = screen.getByRole("button", { name: "Remove account" });
    expect(button.hasAttribute("disabled")).toBe(true);
  });

  it("looks again for what there is where that failed, and removes nothing", async () => {
    let looks = 0;
    const { asked, removed } = open({
      account_erasable: () => {
        looks += 1;
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        if (looks === 1) throw aProblem("dataBusy");
        return found;
      },
      account_remove: () => null,
      account_erase: () => ({ untilOthersClose: false }),
    });
    await userEvent.click(await screen.findByRole("radio", { name: /^Delete its data too/u }));
    await userEvent.click(await screen.findByRole("button", { name: "Retry" }));
    expect(await screen.findByText("3 drafts")).toBeTruthy();
    expect(requestsOf(asked, "account_erasable")).toHaveLength(2);
    expect(changes(asked)).toEqual([]);
    expect(removed).not.toHaveBeenCalled();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("says so if something was sent meanwhile", async () => {
    const { removed } = open({
      account_remove: () => {
        // What the shell reports is no error of its own class.
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        throw aProblem("accountInUse");
      },
    });
    const button = await screen.findByRole("button", { name: "Remove account" });
    await expect.poll(() => button.hasAttribute("disabled")).toBe(false);
    await userEvent.click(button);
    expect(await screen.findByText("Some of this is still being sent")).toBeTruthy();
    expect(removed).not.toHaveBeenCalled();
  });

  it("says what is the matter with the keyring, and that the account is still there", async () => {
    const { removed } = open({
      account_remove: () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        throw aProblem("keyStaysLocked");
      },
    });
    const button = await screen.findByRole("button", { name: "Remove account" });
    await expect.poll(() => button.hasAttribute("disabled")).toBe(false);
    await userEvent.click(button);
    expect((await screen.findByRole("alert")).textContent).toMatch(/still there, with its key/u);
    expect(removed).not.toHaveBeenCalled();
  });
});
