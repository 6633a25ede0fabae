/**
 * The people of a space can be sorted, filtered, selected and acted on with the keyboard alone, and
 * neither the selection nor the focus is lost while an action runs.
 */

import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { Person } from "../bridge";
import { aPerson, anInvitedPerson, aSpace } from "../bridge/fake-space";
import { fakeShell, requestsOf } from "../bridge/fake-shell";
import { everythingFits } from "../parts/fake-layout";
import { emptySnippet } from "../parts/fake-snippet";
import { announce } from "../state/announce.svelte";
import { router } from "../state/router.svelte";
import { session } from "../state/session.svelte";
import { peopleActions } from "./people-actions.svelte";
import PeopleTab from "./PeopleTab.svelte";

const people = [
  aPerson("Max Meier"),
  anInvitedPerson("Ada Lovelace"),
  anInvitedPerson("Bo Li"),
  aPerson("Zoe Ito", { state: "waiting", standing: "underWay" }),
];

const show = (among: Person[] = people) => {
  render(PeopleTab, {
    space: aSpace(among),
    refresh: emptySnippet,
    requests: emptySnippet,
  });
  return userEvent.setup();
};
const names = (): string[] =>
  screen
    .getAllByRole("row")
    .slice(1)
    .map((row) => within(row).getAllByRole("gridcell")[1]?.textContent.trim() ?? "");

beforeEach(() => {
  everythingFits();
  session.preferences = { ...session.preferences, tables: [] };
  router.replace({ page: "space", org: "uni", space: "finance_i", tab: "people" });
  announce.dismiss();
});

describe("the people of a space", () => {
  it("are sorted by a click on a heading, and the choice is remembered", async () => {
    fakeShell({ preferences_change: (preferences: unknown) => preferences });
    const user = show();
    await user.click(screen.getByRole("button", { name: "Name" }));
    expect(names()).toEqual(["Ada Lovelace", "Bo Li", "Max Meier", "Zoe Ito"]);
    expect(screen.getByRole("columnheader", { name: "Name" })).toHaveProperty(
      "ariaSort",
      "ascending",
    );
    await user.click(screen.getByRole("button", { name: "Name" }));
    expect(names()).toEqual(["Zoe Ito", "Max Meier", "Bo Li", "Ada Lovelace"]);
    expect(session.preferences.tables).toMatchObject([{ table: "people", sort: "name" }]);
  });

  it("are filtered and searched together, in the route", async () => {
    fakeShell({});
    const user = show();
    await user.click(screen.getByRole("button", { name: "Not joined yet 2" }));
    await user.type(screen.getByRole("searchbox"), "love");
    expect(names()).toEqual(["Ada Lovelace"]);
    expect(router.route).toMatchObject({ view: { filter: "notJoined", search: "love" } });
    router.go({ page: "drafts" });
    router.back();
    expect(names()).toEqual(["Ada Lovelace"]);
  });

  it("are selected with the keyboard, and one call resends to them", async () => {
    const asked = fakeShell({
      people_do: () => ({ done: 2, failed: [], stopped: null }),
      person: () => ({ events: [], steps: [], plan: null }),
    });
    const user = show();
    const grid = screen.getByRole("grid");
    expect(grid.getAttribute("aria-multiselectable")).toBe("true");
    screen.getAllByRole("row")[1]?.focus();
    await user.keyboard("{Control>}a{/Control}");
    expect(screen.getByRole("status").textContent).toBe("4 of 4 selected");
    await user.click(screen.getByRole("button", { name: "Resend 2 invitations" }));
    const dialog = screen.getByRole("alertdialog");
    expect(dialog.textContent).toContain("1 of them has joined.");
    expect(dialog.textContent).toContain("1 of them has no invitation that can be resent.");
    await user.click(within(dialog).getByRole("button", { name: "Resend 2 invitations" }));
    await vi.waitFor(() => expect(announce.toast?.text).toBe("2 invitations resent."));
    expect(requestsOf(asked, "people_do")).toMatchObject([
      { action: "resend", people: ["ada.lovelace@uni.example", "bo.li@uni.example"] },
    ]);
  });

  it("extend the selection with Shift, toggle with Space and let go of it with Escape", async () => {
    fakeShell({});
    const user = show();
    screen.getAllByRole("row")[1]?.focus();
    await user.keyboard("{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
    expect(screen.getByRole("status").textContent).toBe("3 of 4 selected");
    await user.keyboard(" ");
    expect(screen.getByRole("status").textContent).toBe("2 of 4 selected");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("status")).toBeNull();
  });

  it("have the keyboard again once a question is answered, though the button that asked waits", async () => {
    fakeShell({ people_do: () => new Promise(() => undefined) });
    const user = show();
    screen.getAllByRole("row")[1]?.focus();
    await user.keyboard("{Control>}a{/Control}");
    await user.click(screen.getByRole("button", { name: "Resend 2 invitations" }));
    const dialog = screen.getByRole("alertdialog");
    await user.click(within(dialog).getByRole("button", { name: "Resend 2 invitations" }));
    expect(screen.getByRole("button", { name: "Resend 2 invitations" })).toHaveProperty(
      "disabled",
      true,
    );
    expect(document.activeElement?.getAttribute("data-index")).toBe("0");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("status")).toBeNull();
    peopleActions.running = null;
  });

  it("let go of the selection with Escape from the buttons below them as well", async () => {
    fakeShell({});
    const user = show();
    await user.click(screen.getByRole("checkbox", { name: "Select all" }));
    screen.getByRole("button", { name: "Copy addresses" }).focus();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("status")).toBeNull();
    await vi.waitFor(() => expect(document.activeElement?.getAttribute("data-index")).toBe("0"));
  });

  it("copies the addresses where there are too many for an email", async () => {
    fakeShell({ people_write: () => "tooMany" });
    const user = show();
    await user.click(screen.getByRole("checkbox", { name: "Select all" }));
    const written = vi.spyOn(navigator.clipboard, "writeText");
    await user.click(screen.getByRole("button", { name: "Write an email" }));
    await vi.waitFor(() => expect(announce.toast?.text).toMatch(/^4 addresses are too many/u));
    expect(written.mock.calls[0]?.[0].split(", ")).toHaveLength(4);
  });

  it("opens a person with Enter, follows the arrow keys, and closes with Escape", async () => {
    const asked = fakeShell({
      person: () => ({
        events: [{ what: "invited", at: "2026-09-21T10:00:00Z" }],
        steps: [],
        plan: null,
      }),
    });
    const user = show();
    screen.getAllByRole("row")[1]?.focus();
    await user.keyboard("{Enter}");
    expect(screen.getByRole("heading", { name: "Max Meier" })).toBeTruthy();
    await user.keyboard("{ArrowDown}");
    expect(screen.getByRole("heading", { name: "Ada Lovelace" })).toBeTruthy();
    await screen.findByText(/^Hasn't joined in/u);
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("complementary")).toBeNull();
    expect(requestsOf(asked, "person").length).toBeGreaterThan(1);
    await vi.waitFor(() => expect(document.activeElement?.getAttribute("data-index")).toBe("1"));
  });

  it("say beside the dates of a person how long after the invitation something happened", async () => {
    const daysAgo = (days: number): string =>
      new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString();
    fakeShell({
      person: () => ({
        events: [
          { what: "invited", at: daysAgo(12) },
          { what: "resent", at: daysAgo(3) },
        ],
        steps: [],
        plan: null,
      }),
    });
    const user = show([anInvitedPerson("Ada Lovelace", { invitedAt: daysAgo(12) })]);
    screen.getAllByRole("row")[1]?.focus();
    await user.keyboard("{Enter}");
    const timeline = await screen.findByRole("list", { name: "What happened" });
    const [invited, resent, waiting] = within(timeline).getAllByRole("listitem");
    expect(invited?.textContent).not.toContain("after the invitation");
    expect(resent?.textContent).toContain("9 days after the invitation");
    expect(waiting?.textContent).toContain("Hasn't joined in 12 days");
    expect(screen.getByTitle("Not joined yet · Hasn't joined in 12 days")).toBeTruthy();
  });

  it("are marked one by one while an action is under way, until each has had their turn", async () => {
    let finish = (): void => undefined;
    fakeShell({
      people_do: () =>
        new Promise((resolve) => {
          finish = () => resolve({ done: 2, failed: [], stopped: null });
        }),
    });
    show();
    const space = aSpace(people);
    const running = peopleActions.act(space, people.slice(1, 3), "resend");
    const states = (): string[] =>
      screen
        .getAllByRole("row")
        .slice(1)
        .map((row) => within(row).getAllByRole("gridcell").at(-1)?.textContent.trim() ?? "");
    await vi.waitFor(() =>
      expect(states()).toEqual(["Joined", "Resending", "Resending", "Waiting"]),
    );
    const { account, org, slug } = space;
    peopleActions.onProgress({ account, org, space: slug, reached: 1, all: 2 });
    await vi.waitFor(() =>
      expect(states()).toEqual(["Joined", "Not joined yet", "Resending", "Waiting"]),
    );
    // People of another space who have the same address aren't meant.
    expect(
      peopleActions.underWay({ ...space, slug: "other" }, people[2] ?? aPerson("")),
    ).toBeNull();
    finish();
    await running;
    await vi.waitFor(() => expect(states()[2]).toBe("Not joined yet"));
  });
});
