/**
 * The grid keeps every key stroke, undoes whatever was done, takes new people in its last row, and
 * fixes, filters, sorts and groups the list without moving the row being edited.
 */

import { cleanup, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";

import { openDraft } from "../drafts/open-draft.svelte";
import { announce } from "../state/announce.svelte";
import { fakeList } from "./fake-list";
import { three, showList, keys, cell, hasCell, active, column, names } from "./fake-list-page";
import ListStep from "./ListStep.svelte";

afterEach(() => {
  cleanup();
  announce.dismiss();
});

describe("typing in the list of people", () => {
  it("is kept at every key stroke, and Enter goes down", async () => {
    const list = await showList();
    await userEvent.click(cell("ada@uni.example"));
    await keys("{F2}");
    const input = screen.getByRole("textbox", { name: "Address, row 1" });
    await userEvent.type(input, "x");
    await expect.poll(() => list.rows[0]?.address).toBe("ada@uni.examplex");
    await userEvent.type(input, "y{Enter}");
    await expect.poll(() => list.rows[0]?.address).toBe("ada@uni.examplexy");
    expect(active()).toContain("s.rossi@");
  });

  it("is one step back for one cell", async () => {
    const list = await showList();
    await userEvent.click(cell("Ada Lovelace"));
    await keys("Bob{Tab}Bob@uni.example{Enter}");
    await expect.poll(() => list.rows[0]?.address).toBe("Bob@uni.example");
    await keys("{Control>}z{/Control}");
    await expect.poll(() => list.rows[0]?.address).toBe("ada@uni.example");
    expect(list.rows[0]?.name).toBe("Bob");
    await keys("{Control>}z{/Control}");
    await expect.poll(() => list.rows[0]?.name).toBe("Ada Lovelace");
    await keys("{Control>}y{/Control}");
    await expect.poll(() => list.rows[0]?.name).toBe("Bob");
    expect(announce.spoken).toContain("Redone: typing");
  });

  it("is undone with Escape, on the disk too", async () => {
    const list = await showList();
    await userEvent.click(cell("Ada Lovelace"));
    await keys("Bob");
    await expect.poll(() => list.rows[0]?.name).toBe("Bob");
    await keys("{Escape}");
    await expect.poll(() => list.rows[0]?.name).toBe("Ada Lovelace");
    expect(active()).toBe("Ada Lovelace");
  });

  it("goes to the right with Tab, and back below where it began with Enter", async () => {
    await showList();
    await userEvent.click(cell("Ada Lovelace"));
    await keys("B{Tab}");
    expect(active()).toContain("ada@uni.example");
    await keys("c@uni.example{Enter}");
    expect(active()).toBe("Sofia Rossi");
  });

  it("leaves the key that ends a composition to it", async () => {
    await showList();
    await userEvent.click(cell("Ada Lovelace"));
    await keys("{F2}");
    const input = screen.getByRole("textbox", { name: "Name, row 1" });
    input.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }),
    );
    expect(document.activeElement).toBe(input);
  });

  it("opens the cell before the first key of a composed character arrives", async () => {
    await showList();
    await userEvent.click(cell("Ada Lovelace"));
    document.activeElement?.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Process", bubbles: true }),
    );
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Name, row 1");
  });
});

describe("a change that isn't taken", () => {
  it("goes back to what is kept, and is said", async () => {
    const list = await showList();
    list.refuse("diskFull");
    await userEvent.click(cell("Ada Lovelace"));
    await keys("Bob{Enter}");
    await expect.poll(() => openDraft.problem?.code).toBe("diskFull");
    await expect.poll(() => hasCell("Ada Lovelace")).toBe(true);
  });
});

describe("the row for new people", () => {
  it("takes what is typed as people", async () => {
    const list = await showList();
    const adder = screen.getByRole("textbox", { name: /Add people/u });
    await userEvent.type(adder, "tom@uni.example{Enter}");
    await expect.poll(() => list.rows.at(-1)?.address).toBe("tom@uni.example");
    expect(adder).toHaveProperty("value", "");
    await expect.poll(() => hasCell("tom@uni.example")).toBe(true);
  });

  it("keeps at every key stroke what is nobody yet, and gives it back", async () => {
    const list = await showList();
    await userEvent.type(screen.getByRole("textbox", { name: /Add people/u }), "tom@u");
    await expect
      .poll(() => list.requests("draft_adding").at(-1))
      .toEqual({
        draft: "d1",
        text: "tom@u",
      });
    cleanup();
    await openDraft.open("d1");
    render(ListStep);
    expect(screen.getByRole("textbox", { name: /Add people/u })).toHaveProperty("value", "tom@u");
  });

  it("keeps what nobody was found in", async () => {
    await showList();
    const adder = screen.getByRole("textbox", { name: /Add people/u });
    await userEvent.type(adder, "nobody{Enter}");
    await expect.poll(() => adder).toHaveProperty("value", "nobody");
  });
});

describe("deleting rows", () => {
  it("asks nothing, and is undone with one click", async () => {
    const list = await showList();
    await userEvent.click(cell("ada@uni.example"));
    await keys("{Shift>}{ArrowDown}{/Shift}{Control>}{Delete}{/Control}");
    await expect.poll(() => names(list)).toEqual(["Wei Zhang"]);
    expect(screen.queryByRole("alertdialog")).toBeNull();
    await expect.poll(() => announce.toast?.text).toBe("2 rows deleted");
    announce.toast?.action?.run();
    await expect.poll(() => names(list)).toEqual(["Ada Lovelace", "Sofia Rossi", "Wei Zhang"]);
    await expect.poll(() => column("Name")).toEqual(["Ada Lovelace", "Sofia Rossi", "Wei Zhang"]);
  });

  it("isn't offered to be undone any more after something else was done", async () => {
    await showList();
    await userEvent.click(cell("ada@uni.example"));
    await keys("{Control>}{Delete}{/Control}");
    await expect.poll(() => announce.toast?.text).toBe("1 row deleted");
    await keys("{Delete}");
    await expect.poll(() => announce.toast).toBeNull();
  });
});

describe("the tools of the list", () => {
  it("say in words what they undo, and keep the focus while they do", async () => {
    const list = await showList();
    await userEvent.click(cell("Ada Lovelace"));
    await keys("{Control>}{Delete}{/Control}");
    await userEvent.click(await screen.findByRole("button", { name: "Undo deleting rows" }));
    await expect.poll(() => names(list)).toContain("Ada Lovelace");
    const redo = await screen.findByRole("button", { name: "Redo deleting rows" });
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Undo" }));
    await userEvent.click(redo);
    await expect.poll(() => names(list)).not.toContain("Ada Lovelace");
  });

  it("give the focus back to the list where their button goes away", async () => {
    await showList();
    await userEvent.click(screen.getByRole("button", { name: "Fix 1 row" }));
    await expect.poll(() => document.activeElement?.getAttribute("role")).toBe("gridcell");
  });
});

describe("what is wrong", () => {
  it("is said of the row and fixed with one key", async () => {
    const list = await showList();
    await userEvent.click(cell(/s\.rossi@/u));
    const panel = screen.getByRole("region", { name: "About this row" });
    expect(within(panel).getByText("There's a dot right after the @")).toBeTruthy();
    await keys("{Alt>}{Enter}{/Alt}");
    await expect.poll(() => list.rows[1]?.address).toBe("s.rossi@uni.example");
    expect(list.requests("draft_fix")).toEqual([{ draft: "d1", rows: ["2"] }]);
  });

  it("is fixed all at once", async () => {
    const list = await showList([
      ...three,
      { ...three[0], address: "x@.uni.example" },
    ] as typeof three);
    await userEvent.click(screen.getByRole("button", { name: "Fix all 2" }));
    await expect.poll(() => list.rows.every((row) => row.findings.length === 0)).toBe(true);
    expect(announce.toast?.text).toBe("2 rows fixed");
  });

  it("is gone to with F8", async () => {
    await showList();
    await userEvent.click(cell("wei@uni.example"));
    await keys("{F8}");
    expect(active()).toContain("s.rossi@");
  });

  it("filters by its number, and keeps a fixed row visible", async () => {
    await showList();
    await userEvent.click(screen.getByRole("button", { name: "1 to fix" }));
    await expect.poll(() => hasCell("ada@uni.example")).toBe(false);
    await userEvent.click(cell(/s\.rossi@/u));
    await keys("{Alt>}{Enter}{/Alt}");
    await expect.poll(() => hasCell("s.rossi@uni.example")).toBe(true);
  });
});

describe("how the list is looked at", () => {
  it("is sorted by a heading, which says so, while no row moves as it is edited", async () => {
    await showList();
    await userEvent.click(screen.getByRole("button", { name: "Group" }));
    await expect.poll(() => column("Group")).toEqual(["A", "B", "B"]);
    const heading = screen.getByRole("columnheader", { name: "Group" });
    expect(heading.getAttribute("aria-sort")).toBe("ascending");
    expect(announce.spoken).toContain("Sorted by group, ascending");
    await userEvent.click(cell("A"));
    await keys("Z{Enter}");
    await expect.poll(() => column("Group")).toEqual(["Z", "B", "B"]);
  });

  it("shows where a text is found, and goes from place to place", async () => {
    await showList();
    await userEvent.click(cell("Ada Lovelace"));
    await keys("{Control>}f{/Control}");
    await userEvent.type(screen.getByRole("searchbox", { name: "Find in list" }), "WEI");
    await screen.findByText("2 matches");
    await keys("{Enter}");
    await screen.findByText("1 of 2");
    await keys("{Enter}");
    await screen.findByText("2 of 2");
    await keys("{Escape}");
    expect(active()).toContain("wei@uni.example");
  });

  it("keeps the active cell with its row when rows come back above it", async () => {
    await showList();
    await userEvent.click(cell("Ada Lovelace"));
    await keys("{Control>}{Delete}{/Control}");
    await expect.poll(() => hasCell("Ada Lovelace")).toBe(false);
    await userEvent.click(cell("wei@uni.example"));
    announce.toast?.action?.run();
    await expect.poll(() => hasCell("Ada Lovelace")).toBe(true);
    expect(active()).toContain("wei@uni.example");
  });

  it("comes with its first rows at once and reads the others behind them", async () => {
    const many = Array.from({ length: 2_700 }, (_, place) => ({
      name: `Person ${place + 1}`,
      address: `p${place + 1}@uni.example`,
    }));
    const list = fakeList(many);
    await openDraft.open("d1");
    expect(openDraft.rows.length).toBe(500);
    render(ListStep);
    await expect.poll(() => openDraft.rows.length).toBe(2_700);
    expect(list.requests("draft_rows")).toEqual([
      { draft: "d1", after: 500, limit: 2_000 },
      { draft: "d1", after: 2_500, limit: 2_000 },
    ]);
    await userEvent.click(cell("Person 1"));
    await keys("{Control>}{End}{/Control}");
    expect(active()).toBe("p2700@uni.example");
    expect(hasCell("Person 1")).toBe(false);
  });
});

describe("a file that is still being read", () => {
  it("brings its rows to the end, and leaves alone what is done meanwhile", async () => {
    const list = await showList();
    await userEvent.click(cell("wei@uni.example"));
    openDraft.onRowsCame(list.grow([{ name: "Tom", address: "tom@uni.example" }]));
    await expect.poll(() => hasCell("tom@uni.example")).toBe(true);
    expect(active()).toBe("wei@uni.example");
    expect(openDraft.counts.all).toBe(4);
  });
});

describe("groups", () => {
  const noGroups = three.map(({ name, address }) => ({ name, address }));

  it("have a column only where somebody is in one, or where it is asked for", async () => {
    await showList(noGroups as typeof three);
    expect(screen.queryByRole("columnheader", { name: "Group" })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Add group column" }));
    expect(screen.getByRole("columnheader", { name: "Group" })).toBeTruthy();
  });

  it("filter by their numbers", async () => {
    await showList();
    await userEvent.click(screen.getByRole("button", { name: "2 B" }));
    await expect.poll(() => column("Name")).toEqual(["Ada Lovelace", "Wei Zhang"]);
    await userEvent.click(screen.getByRole("button", { name: "2 B" }));
    await expect.poll(() => column("Name")).toHaveLength(3);
  });

  it("take the chosen rows by their place, or by the beginning of their name", async () => {
    const list = await showList();
    await userEvent.click(cell("Ada Lovelace"));
    await keys("{Alt>}[Digit1]{/Alt}");
    await expect.poll(() => list.rows[0]?.group).toBe("A");
    await keys("{Shift>}{ArrowDown}{/Shift}{Control>}g{/Control}");
    await userEvent.type(await screen.findByRole("combobox", { name: "Group" }), "b");
    await keys("{ArrowDown}{Enter}");
    await expect.poll(() => list.rows.map((row) => row.group)).toEqual(["B", "B", "B"]);
  });

  it("are assigned at random, the same again for the same seed", async () => {
    const list = await showList(noGroups as typeof three);
    await userEvent.click(screen.getByRole("button", { name: "Groups…" }));
    const number = await screen.findByRole("spinbutton", { name: "Number of groups" });
    await userEvent.clear(number);
    await userEvent.type(number, "2");
    const seed = screen.getByRole("spinbutton", { name: "Seed" });
    await userEvent.clear(seed);
    await userEvent.type(seed, "42");
    expect(screen.getByText("2 groups: 1 of 2 and 1 of 1 person")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Create 2 groups" }));
    await expect
      .poll(() => list.requests("draft_groups"))
      .toEqual([
        { draft: "d1", rows: null, split: { kind: "groups", n: 2 }, seed: 42, pattern: "Group #" },
      ]);
    await expect.poll(() => announce.toast?.text).toBe("2 groups created");
  });
});
