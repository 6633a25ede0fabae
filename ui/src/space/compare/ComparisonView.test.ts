/**
 * The comparison with a list puts everybody into one group, offers each group what can be done for
 * it, and says nothing of anybody while the space was never read.
 */

import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { ComparedPerson, Comparison } from "../../bridge";
import { aComparedPerson, aComparison } from "../../bridge/fake-comparison";
import { type Asked, fakeShell, requestsOf } from "../../bridge/fake-shell";
import { anInvitedPerson, aPerson, aSpace } from "../../bridge/fake-space";
import { everythingFits } from "../../parts/fake-layout";
import { emptySnippet } from "../../parts/fake-snippet";
import { announce } from "../../state/announce.svelte";
import { router } from "../../state/router.svelte";
import { session } from "../../state/session.svelte";
import { openComparison } from "./comparison.svelte";
import { saveComparison } from "./comparison-actions";
import ComparisonView from "./ComparisonView.svelte";

const place = { account: "practice", org: "uni", space: "finance_i" };
const space = aSpace([
  aPerson("Max Meier"),
  aPerson("Jonas Weber"),
  aPerson("Dragana Vuk"),
  anInvitedPerson("Ada Lovelace"),
  anInvitedPerson("Bo Li", { resend: false }),
]);
const people: ComparedPerson[] = [
  aComparedPerson("in", "Max Meier", { group: "B", groupBefore: "A" }),
  aComparedPerson("notJoined", "Ada Lovelace"),
  aComparedPerson("notJoined", "Bo Li"),
  aComparedPerson("missing", "Emmy Noether", { group: "A", row: 100 }),
  aComparedPerson("missing", "Grace Hopper", { group: "C", row: 101 }),
  aComparedPerson("notOnList", "Jonas Weber", { uninvited: true }),
  aComparedPerson("left", "Dragana Vuk"),
];

let comparison: Comparison;
let asked: Asked;
const requests = (name: string): unknown[] => requestsOf(asked, name);

const show = async (among = people, more: Partial<Comparison> = {}) => {
  comparison = aComparison(among, more);
  const onchoose = vi.fn();
  render(ComparisonView, {
    space,
    refresh: emptySnippet,
    requests: emptySnippet as never,
    onchoose,
  });
  await openComparison.open(place);
  return { user: userEvent.setup(), onchoose };
};
const line = (text: string): HTMLElement => {
  const row = screen
    .getAllByRole("row")
    .find((one) => one.textContent.replace(/\s+/gu, " ").includes(text));
  if (row === undefined) throw new Error(`no line with ${text}`);
  return row;
};
const names = (): string[] =>
  screen
    .getAllByRole("row")
    .filter((row) => row.getAttribute("aria-level") === "2")
    .map((row) => within(row).getAllByRole("gridcell")[1]?.textContent.trim() ?? "");

beforeEach(() => {
  everythingFits();
  session.preferences = { ...session.preferences, tables: [] };
  const view = { filter: "all", search: "", opened: null, comparing: true };
  router.replace({ page: "space", org: "uni", space: "finance_i", tab: "people", view });
  announce.dismiss();
  openComparison.seen.clear();
  asked = fakeShell({
    comparison: () => comparison,
    people_do: () => ({ done: 1, failed: [], stopped: null }),
    people_to_draft: () => ({ id: "new" }),
    left_mark: () => null,
    kept_list_edit: () => null,
    web_page_open: () => true,
    table_export: () => ({ name: "c.csv", folder: "Documents" }),
    person: () => ({ events: [], steps: [], plan: null }),
  });
});

describe("the people compared with a list", () => {
  it("stand in their groups, and whoever is in is folded away", async () => {
    const { user } = await show();
    expect(names()).toEqual([
      "Ada Lovelace",
      "Bo Li",
      "Emmy Noether",
      "Grace Hopper",
      "Jonas Weber",
      "Dragana Vuk",
    ]);
    const head = line("1 has moved to another group");
    expect(head.getAttribute("aria-expanded")).toBe("false");
    await user.click(head);
    expect(names()[0]).toBe("Max Meier");
    expect(line("Max Meier").textContent).toContain("Row 1 · B (was A)");
    expect(line("Emmy Noether").textContent).toContain("Not invited");
    expect(line("Jonas Weber").textContent).toContain("Without an invitation");
    expect(line("Dragana Vuk").textContent).toContain("Until 12 October");
  });

  it("are invited with one click where they are missing", async () => {
    const { user } = await show();
    await user.click(screen.getByRole("button", { name: "Invite 2 people" }));
    expect(requests("people_to_draft")).toEqual([
      {
        ...place,
        draft: null,
        people: [
          { name: "Emmy Noether", address: "emmy.noether@uni.example", group: "A" },
          { name: "Grace Hopper", address: "grace.hopper@uni.example", group: "C" },
        ],
      },
    ]);
    expect(router.route).toEqual({ page: "invite", ...place, draft: "new" });
  });

  it("are sent their invitations again, those who have one that can be", async () => {
    const { user } = await show();
    await user.click(screen.getByRole("button", { name: "Resend 1 invitation" }));
    await vi.waitFor(() => expect(announce.toast?.text).toBe("1 invitation resent."));
    expect(requests("people_do")).toEqual([
      { ...place, action: "resend", people: ["ada.lovelace@uni.example"] },
    ]);
  });

  it("are marked as left, which can be undone, and are taken out only when asked", async () => {
    const { user } = await show();
    await user.click(screen.getByRole("button", { name: "Mark 1 person as left" }));
    const marks = { ...place, people: [{ address: "dragana.vuk@uni.example", version: "2" }] };
    await vi.waitFor(() => expect(announce.toast?.text).toMatch(/^1 person marked as left\./u));
    announce.toast?.action?.run();
    expect(requests("left_mark")).toEqual([
      { ...marks, marked: true },
      { ...marks, marked: false },
    ]);
    await user.click(screen.getByRole("button", { name: "More actions for Left the list" }));
    await user.click(await screen.findByRole("menuitem", { name: "Take 1 person out…" }));
    expect(requests("people_do")).toEqual([]);
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog.textContent).toContain("Take Dragana Vuk out?");
    await user.click(within(dialog).getByRole("button", { name: "Take 1 person out" }));
    expect(requests("people_do")).toEqual([
      { ...place, action: "takeOut", people: ["dragana.vuk@uni.example"] },
    ]);
  });

  it("can be restored where they were marked", async () => {
    const left = { at: "2026-10-12T08:00:00Z", version: "2", marked: true };
    const { user } = await show([aComparedPerson("left", "Dragana Vuk", { left })]);
    expect(line("Dragana Vuk").textContent).toContain("Marked as left");
    await user.click(line("Dragana Vuk"));
    await user.keyboard("{Shift>}{F10}{/Shift}");
    await user.click(await screen.findByRole("menuitem", { name: "Restore 1 person" }));
    expect(requests("left_mark")).toMatchObject([{ marked: false }]);
  });

  it("are taken out on the platform's website where nothing else can", async () => {
    const { user } = await show(people, { takesOut: false });
    await user.click(screen.getByRole("button", { name: "More actions for Left the list" }));
    const cannot = await screen.findByRole("menuitem", { name: /^Take 1 person out…/u });
    expect(cannot.textContent).toContain("only lets you do this on its website");
    await user.click(screen.getByRole("menuitem", { name: "Open on the platform" }));
    expect(requests("web_page_open")).toEqual([{ account: "practice" }]);
  });

  it("are added to the list with one click", async () => {
    const { user } = await show();
    await user.click(screen.getByRole("button", { name: "Add 1 person to the list" }));
    expect(requests("kept_list_edit")).toMatchObject([
      { ...place, on: true, people: [{ address: "jonas.weber@uni.example" }] },
    ]);
  });

  it("are filtered by group and searched in the route", async () => {
    const { user } = await show();
    await user.click(screen.getByRole("button", { name: "In 1" }));
    expect(names()).toEqual(["Max Meier"]);
    await user.click(screen.getByRole("button", { name: "All 7" }));
    await user.type(screen.getByRole("searchbox"), "hopper");
    expect(names()).toEqual(["Grace Hopper"]);
    expect(router.route).toMatchObject({ view: { search: "hopper", comparing: true } });
  });

  it("are sorted within their groups, by any column", async () => {
    const { user } = await show();
    await user.click(screen.getByRole("button", { name: "Name" }));
    await user.click(screen.getByRole("button", { name: "Name" }));
    expect(names()).toEqual([
      "Bo Li",
      "Ada Lovelace",
      "Grace Hopper",
      "Emmy Noether",
      "Jonas Weber",
      "Dragana Vuk",
    ]);
    await user.click(screen.getByRole("button", { name: "On your list" }));
    expect(names().slice(2, 4)).toEqual(["Emmy Noether", "Grace Hopper"]);
    expect(
      screen.getByRole("columnheader", { name: "On your list" }).getAttribute("aria-sort"),
    ).toBe("ascending");
  });

  it("are chosen across the groups, and each action says how many it is about", async () => {
    const { user } = await show();
    for (const name of ["Ada Lovelace", "Emmy Noether", "Dragana Vuk"])
      await user.click(screen.getByRole("checkbox", { name: `Select ${name}` }));
    const bar = within(screen.getByRole("toolbar", { name: "Selected rows" }));
    const said = bar.getAllByRole("button").map((button) => button.textContent.trim());
    expect(said).toEqual(
      expect.arrayContaining(["Invite 1 person", "Resend 1 invitation", "Mark 1 person as left"]),
    );
    await user.click(bar.getByRole("button", { name: "Invite 1 person" }));
    expect(requests("people_to_draft")).toMatchObject([
      { people: [{ address: "emmy.noether@uni.example" }] },
    ]);
  });

  it("are all chosen with the checkbox of their group", async () => {
    const { user } = await show();
    await user.click(screen.getByRole("checkbox", { name: "Select Missing" }));
    await user.click(screen.getByRole("button", { name: "Copy addresses" }));
    await vi.waitFor(() => expect(announce.toast?.text).toContain("2 addresses copied"));
    // A filter hides them, and they stay chosen.
    await user.click(screen.getByRole("button", { name: "In 1" }));
    expect(screen.getByRole("status").textContent).toContain("2");
  });

  it("are walked through and opened with the keyboard", async () => {
    const { user } = await show();
    screen.getAllByRole("row")[1]?.focus();
    await user.keyboard("{ArrowRight}{ArrowDown}{Enter}");
    expect(await screen.findByRole("heading", { name: "Max Meier" })).toBeTruthy();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("heading", { name: "Max Meier" })).toBeNull();
    // The first leads to the line of the group, the second folds it.
    await user.keyboard("{ArrowLeft}{ArrowLeft}");
    expect(names()).not.toContain("Max Meier");
  });
});

describe("a comparison", () => {
  it("is saved whole, each person with the group they are in", async () => {
    await show();
    await saveComparison(space, "csv");
    expect(announce.toast?.text).toBe("Saved c.csv in Documents.");
    const [table] = requests("table_export") as { head: string[]; rows: string[][] }[];
    expect(table?.head.slice(0, 3)).toEqual(["Comparison", "Name", "Address"]);
    expect(table?.rows.length).toBe(7);
    expect(table?.rows[0]?.slice(0, 2)).toEqual(["In", "Max Meier"]);
  });

  it("says nothing of anybody while the space was never read", async () => {
    await show([], { seenAt: null });
    expect(line("hasn't loaded the people in this space yet")).toBeTruthy();
    expect(screen.queryByText(/^Nobody is missing/u)).toBeNull();
  });

  it("says that nobody is missing", async () => {
    await show([aComparedPerson("in", "Max Meier")]);
    expect(line("Nobody is missing")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Invite/u })).toBeNull();
  });

  it("without a list says what one is good for, and has one button for it", async () => {
    const { user, onchoose } = await show([], { list: null, seenAt: null });
    await user.click(await screen.findByRole("button", { name: "Choose a list…" }));
    expect(onchoose).toHaveBeenCalledOnce();
    expect(screen.queryByRole("treegrid")).toBeNull();
  });
});
