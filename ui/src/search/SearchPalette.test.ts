/**
 * Search opens whatever was typed with Enter, even if its results arrive after the key, and the
 * focus stays in the field meanwhile.
 */

import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { SearchResults, SearchFor, SpaceEntry } from "../bridge";
import { fakeShell } from "../bridge/fake-shell";
import { spaceList } from "../space/space-list.svelte";
import { router } from "../state/router.svelte";
import { session } from "../state/session.svelte";
import SearchPalette from "./SearchPalette.svelte";

const nothing: SearchResults = {
  people: [],
  allPeople: 0,
  drafts: [],
  allDrafts: 0,
  plans: [],
  allPlans: 0,
};
const ada: SearchResults = {
  ...nothing,
  people: [
    {
      name: "Ada Lovelace",
      address: "ada@uni.example",
      account: "a",
      org: "uni",
      space: "finance_i",
      spaceName: "Finance I",
      found: { what: "space", joined: true },
    },
  ],
  allPeople: 25,
};
const space = (slug: string, name: string, administrator = true): SpaceEntry => ({
  slug,
  name,
  kind: "course",
  administrator,
  people: 3,
});

let answer: (text: string) => SearchResults | Promise<SearchResults>;
const onclose = vi.fn();

beforeEach(async () => {
  onclose.mockReset();
  session.accountId = "a";
  router.replace({ page: "drafts" });
  answer = (text) => (text.startsWith("ada") ? ada : nothing);
  fakeShell({
    search: ({ text }: SearchFor) => answer(text),
    preferences_change: () => null,
    spaces: () => ({
      account: "a",
      seenAt: null,
      orgs: [
        {
          slug: "uni",
          name: "Uni",
          spaces: [
            space("finance_i", "Finance I"),
            space("oedegaard", "Seminar Ødegård"),
            space("law", "Corporate Law", false),
          ],
        },
      ],
    }),
  });
  await spaceList.open("a");
});

const show = (): HTMLElement => {
  render(SearchPalette, {
    onclose,
    showHelp: vi.fn(),
    showShortcuts: vi.fn(),
    showTroubleshooting: vi.fn(),
  });
  return screen.getByRole("combobox", { name: "Search everywhere" });
};
const options = (): string[] =>
  screen.queryAllByRole("option").map((option) => option.textContent.replace(/\s+/gu, " ").trim());
const chosen = (field: HTMLElement): string =>
  document.getElementById(field.getAttribute("aria-activedescendant") ?? "")?.textContent ?? "";

describe("the search palette", () => {
  it("opens the person who is typed", async () => {
    const field = show();
    await userEvent.type(field, "ada");
    const group = await screen.findByRole("group", { name: /^People/u });
    expect(within(group).getByRole("option").textContent).toContain("joined Finance I");
    expect(group.textContent).toContain("1 of 25");
    await userEvent.keyboard("{Enter}");
    await expect
      .poll(() => router.route)
      .toMatchObject({
        page: "space",
        space: "finance_i",
        view: { search: "ada@uni.example" },
      });
    expect(onclose).toHaveBeenCalled();
  });

  it("begins an invitation to the space that is typed, and offers none where that's not possible", async () => {
    const field = show();
    await userEvent.type(field, "invite law");
    await screen.findByText("Nothing matches “invite law”.");
    await userEvent.clear(field);
    await userEvent.type(field, "invite fin{Enter}");
    await expect.poll(() => router.route).toMatchObject({ page: "invite", space: "finance_i" });
  });

  it("finds names without their accents and other letters", async () => {
    await userEvent.type(show(), "odegard");
    await expect.poll(() => options()[0]).toMatch(/^Seminar Ødegård/u);
  });

  it("keeps the focus in the field while arrow keys choose", async () => {
    const field = show();
    await userEvent.type(field, "finance");
    await expect.poll(() => options().length).toBe(4);
    expect(chosen(field)).toContain("Finance I");
    expect(chosen(field)).not.toContain("Invite");
    await userEvent.keyboard("{ArrowDown}");
    expect(chosen(field)).toContain("Invite people to Finance I");
    expect(screen.getAllByRole("option").map((one) => one.getAttribute("aria-selected"))).toEqual([
      "false",
      "true",
      "false",
      "false",
    ]);
    await userEvent.keyboard("{ArrowDown}");
    expect(chosen(field)).toContain("Add instance to Finance I");
    await userEvent.keyboard("{ArrowDown}");
    expect(chosen(field)).toContain("Distribute material in Finance I");
    await userEvent.keyboard("{ArrowDown}");
    expect(chosen(field)).not.toContain("Distribute");
    expect(document.activeElement).toBe(field);
  });

  it("waits for the answer to what was typed before Enter opens anything", async () => {
    let tell: (found: SearchResults) => void = () => undefined;
    answer = (text) =>
      text === "ada"
        ? new Promise((resolve) => {
            tell = resolve;
          })
        : nothing;
    await userEvent.type(show(), "ada{Enter}");
    expect(router.route).toEqual({ page: "drafts" });
    tell(ada);
    await expect
      .poll(() => router.route)
      .toMatchObject({ page: "space", view: { search: "ada@uni.example" } });
  });

  it("closes with Escape", async () => {
    await userEvent.type(show(), "{Escape}");
    expect(onclose).toHaveBeenCalled();
  });
});
