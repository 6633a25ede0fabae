/**
 * An instance is deleted only after a question that says who works in it, can be restored
 * afterwards, and says why where it can't be deleted.
 */

import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";

import type { Instance, Space } from "../bridge";
import { aSpace } from "../bridge/fake-space";
import { fakeShell, refuse, requestsOf } from "../bridge/fake-shell";
import { everythingFits } from "../parts/fake-layout";
import { emptySnippet } from "../parts/fake-snippet";
import { announce } from "../state/announce.svelte";
import { router } from "../state/router.svelte";
import { session } from "../state/session.svelte";
import InstancesTab from "./InstancesTab.svelte";

const anInstance = (slug: string, name: string, more: Partial<Instance> = {}): Instance => ({
  ...{ slug, name, description: null, kind: "shared", shareable: true, createdAt: null },
  ...{ people: 0, owner: null, lastSnapshot: null },
  ...more,
});
const place = { account: "practice", org: "uni", space: "finance_i" };

const show = (more: Partial<Space>, answers: Parameters<typeof fakeShell>[0] = {}) => {
  const asked = fakeShell({
    preferences_change: (preferences: unknown) => preferences,
    instance_delete: () => ({ slug: "oops", name: "Oops", until: new Date().toISOString() }),
    instance_restore: () => null,
    ...answers,
  });
  const instances = [
    anInstance("master", "Master", { kind: "master" }),
    anInstance("oops", "Oops", { people: 2 }),
  ];
  render(InstancesTab, { space: aSpace([], { instances, ...more }), refresh: emptySnippet });
  const requests = (name: string): unknown[] => requestsOf(asked, name);
  return { requests, user: userEvent.setup() };
};

beforeEach(() => {
  everythingFits();
  session.preferences = { ...session.preferences, tables: [] };
  router.replace({ page: "space", org: "uni", space: "finance_i", tab: "instances" });
  announce.dismiss();
});

describe("an instance that was created by mistake", () => {
  it("is deleted once the user has read who works in it", async () => {
    const { requests, user } = show({});
    await user.click(screen.getByRole("checkbox", { name: /Oops/u }));
    await user.click(screen.getByRole("button", { name: "Delete instance…" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog.textContent).toContain("2 people have access to it");
    expect(requests("instance_delete")).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Delete instance" }));
    await expect.poll(() => requests("instance_delete")).toEqual([{ ...place, instance: "oops" }]);
    await expect.poll(() => announce.toast?.text).toBe("Instance deleted.");
  });

  it("is restored from where it is listed", async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const { requests, user } = show({ deleted: [{ slug: "oops", name: "Oops", until }] });
    const list = screen.getByRole("list", { name: "Deleted instances" });
    await user.click(within(list).getByRole("button", { name: "Restore Oops" }));
    expect(requests("instance_restore")).toEqual([{ ...place, instance: "oops" }]);
    await expect.poll(() => announce.toast?.text).toBe("Oops was restored.");
  });

  it("stays where it belongs to the space or the platform can't delete it, with the reason", async () => {
    const { user } = show({ deletesInstances: false });
    await user.click(screen.getByRole("checkbox", { name: /Oops/u }));
    const button = screen.getByRole("button", { name: /Delete instance…/u });
    expect(button.getAttribute("aria-disabled") ?? String(button.hasAttribute("disabled"))).toBe(
      "true",
    );
  });

  it("says why it wasn't deleted, with a button that helps", async () => {
    const { user } = show(
      {},
      {
        instance_delete: () => refuse("notAllowed"),
      },
    );
    await user.click(screen.getByRole("checkbox", { name: /Oops/u }));
    await user.click(screen.getByRole("button", { name: "Delete instance…" }));
    await user.click(await screen.findByRole("button", { name: "Delete instance" }));
    await expect.poll(() => announce.toast?.problem?.code).toBe("notAllowed");
    expect(announce.toast?.cures.writeToAdministrators).toBeDefined();
  });
});
