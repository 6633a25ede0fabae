/**
 * Whichever way a file comes in and whatever is open, its people reach the list without a needless
 * question, without taking anyone out unasked, and in a way that can be undone.
 */

import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";

import { aProblem, refuse } from "../bridge/fake-shell";
import { aComparison, aKeptList } from "../bridge/fake-comparison";
import { openDraft } from "../drafts/open-draft.svelte";
import Frame from "../frame/Frame.svelte";
import { applyShellChange } from "../frame/shell-changes";
import { router } from "../state/router.svelte";
import {
  startShell,
  file,
  ada,
  canvas,
  row,
  logins,
  shell,
  told,
  requests,
  drop,
  button,
  invite,
  showDraft,
  show,
} from "./fake-file-window";

beforeEach(startShell);

describe("a file for a draft without people", () => {
  it("is taken without a question where it is recognised, and can be undone", async () => {
    await showDraft();
    drop(file);
    expect(await screen.findByText("2 people added from Canvas")).toBeTruthy();
    expect(await screen.findByRole("gridcell", { name: "Wei Zhang" })).toBeTruthy();
    expect(requests("file_take")).toEqual([{ draft: "d", file: "f", choices: null }]);
    const toast = screen.getByText("2 people added from Canvas").parentElement;
    if (toast === null) throw new Error("no toast");
    await userEvent.click(within(toast).getByRole("button", { name: "Undo" }));
    await expect.poll(() => screen.queryByRole("gridcell", { name: "Wei Zhang" })).toBeNull();
    expect(requests("draft_undo")).toEqual([{ draft: "d" }]);
  });

  it("says who was in the list already", async () => {
    await showDraft();
    shell.ending = told({ rows: 2, known: 3, done: true });
    drop(file);
    expect(
      await screen.findByText("2 people added from Canvas; 3 were already on the list"),
    ).toBeTruthy();
  });

  it("shows how far a big one is, and stops it", async () => {
    await showDraft();
    shell.ending = null;
    drop(file);
    const bar = await screen.findByRole("region", { name: "Importing a file" });
    expect(await screen.findByRole("gridcell", { name: "Wei Zhang" })).toBeTruthy();
    applyShellChange(told({ rows: 48_000 }));
    await expect.poll(() => bar.textContent).toContain("48,000 rows");
    await userEvent.click(within(bar).getByRole("button", { name: "Stop" }));
    expect(requests("file_stop")).toEqual([{ file: "f" }]);
    applyShellChange(told({ rows: 48_120, done: true }));
    expect(await screen.findByText("Stopped after adding 48,120 people from Canvas")).toBeTruthy();
    await expect.poll(() => screen.queryByRole("region", { name: "Importing a file" })).toBeNull();
  });

  it("says what kept it from being read to its end, and keeps what came before", async () => {
    const problem = aProblem("fileCellTooLong", { about: "students.csv" });
    shell.ending = told({ rows: 2, done: true, problem });
    await showDraft();
    drop(file);
    expect(await screen.findByText("A cell is too long")).toBeTruthy();
    expect(screen.getByRole("gridcell", { name: "Wei Zhang" })).toBeTruthy();
  });

  it("asks for the domain of logins once, and takes what was chosen", async () => {
    shell.preview = ({ choices }) =>
      choices?.loginDomain ? { ...logins, lack: null } : { ...logins, people: [] };
    await showDraft();
    drop(file);
    const domain = await screen.findByLabelText(/Email domain/u);
    await userEvent.click(await button("Add 2 people"));
    expect(requests("file_take")).toEqual([]);
    expect(screen.getByText("Enter the domain of the addresses.")).toBeTruthy();
    await userEvent.type(domain, "@uni.example");
    expect(document.activeElement).toBe(domain);
    await expect.poll(() => screen.queryByText("Enter the domain of the addresses.")).toBeNull();
    await userEvent.click(await button("Add 2 people"));
    await expect.poll(() => router.route).toEqual(invite);
    expect(requests("file_take")).toEqual([
      {
        draft: "d",
        file: "f",
        choices: {
          table: 0,
          fields: ["name", "login", "group"],
          loginDomain: "uni.example",
          rowsAbove: 2,
        },
      },
    ]);
  });

  it("has its columns changed by hand where they were guessed", async () => {
    shell.preview = ({ choices }) => ({
      ...canvas,
      how: "guessed",
      asks: true,
      fields: choices?.fields ?? ["name", "address", "left"],
    });
    await showDraft();
    drop(file);
    // What is right as it was guessed needs no more than a word.
    expect((await button("Add 2 people")).getAttribute("aria-disabled")).toBe("false");
    const section = await screen.findByRole("combobox", { name: "Contents of “Section”" });
    await userEvent.selectOptions(section, "Group");
    await expect
      .poll(() => requests("file_preview").at(-1))
      .toEqual({
        file: "f",
        choices: {
          table: 0,
          fields: ["name", "address", "group"],
          loginDomain: null,
          rowsAbove: 2,
        },
      });
  });

  it("says why it can't be read, and lets choose another one", async () => {
    shell.preview = () =>
      refuse("fileNotAList", {
        about: "students.csv",
        file: { row: null, limit: null, foreignFormat: "picture" },
      });
    await showDraft();
    drop(file);
    expect(await screen.findByText(/is a picture, whatever its name says/u)).toBeTruthy();
    expect(await button("Choose another file…")).toBeTruthy();
  });
});

describe("a file for a draft with people", () => {
  beforeEach(() => {
    shell.rows = [row("1", { ...ada, name: "Tom" }), row("2", ada)];
  });

  it("is added only after a question", async () => {
    await showDraft();
    drop(file);
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toContain("There are already 2 people on this list.");
    expect(requests("file_take")).toEqual([]);
    await userEvent.click(within(dialog).getByRole("button", { name: "Add people" }));
    expect(await screen.findByText("2 people added from Canvas")).toBeTruthy();
  });

  it("shows only the difference, takes nobody out unasked, and takes over what is chosen", async () => {
    await showDraft();
    drop(file);
    await userEvent.click(await button("Show changes"));
    const grid = await screen.findByRole("treegrid", { name: "Differences" });
    const checked = (name: string): boolean =>
      within(grid).getByRole<HTMLInputElement>("checkbox", { name: `Select ${name}` }).checked;
    expect(checked("Wei Zhang, wei@uni.example")).toBe(true);
    expect(checked("Tom, ada@uni.example")).toBe(false);
    expect(within(grid).getByText(/Group:/u).textContent).toContain("A → B");
    await userEvent.click(await button("Apply 2 changes"));
    expect(requests("difference_take")).toEqual([
      { draft: "d", file: "f", choices: null, added: null, gone: [], changed: null },
    ]);
    expect(await screen.findByText("2 changes applied")).toBeTruthy();
    expect(router.route).toEqual(invite);
  });

  it("lets choose from the difference with the keyboard", async () => {
    await showDraft();
    drop(file);
    await userEvent.click(await button("Show changes"));
    const grid = await screen.findByRole("treegrid", { name: "Differences" });
    const first = within(grid).getAllByRole("row")[1];
    first?.focus();
    // The head of those added: nobody of them; then down to the head of those gone: all of them.
    await userEvent.keyboard(" {ArrowDown}");
    await expect.poll(() => document.activeElement?.textContent).toContain("Wei Zhang");
    await userEvent.keyboard("{ArrowDown}");
    await expect.poll(() => document.activeElement?.textContent).toContain("Not in file");
    await userEvent.keyboard(" ");
    await userEvent.click(await button("Apply 2 changes"));
    expect(requests("difference_take")).toEqual([
      { draft: "d", file: "f", choices: null, added: [], gone: null, changed: null },
    ]);
  });
});

const spacePage = { page: "space", org: "o", space: "s", tab: "people" } as const;
const ofSpace = { account: "a", org: "o", space: "s", file: "f", choices: null };

describe("a file dropped where no draft is open", () => {
  it("becomes the list of the space, which can be undone", async () => {
    await show(spacePage, "Finance I");
    await screen.findByText("Nobody is in this space yet.");
    drop(file);
    await userEvent.click(await button("Compare with space"));
    expect(
      await screen.findByText("Comparing with students.csv (102 people). Nobody was invited."),
    ).toBeTruthy();
    expect(requests("kept_list_bring")).toEqual([ofSpace]);
    expect(await screen.findByRole("treegrid")).toBeTruthy();
    await userEvent.click(await button("Undo"));
    expect(requests("kept_list_withdraw")).toEqual([
      { account: "a", org: "o", space: "s", version: "7" },
    ]);
  });

  it("is offered as the newer list, of which just the difference is shown first", async () => {
    shell.comparison = aComparison([], { list: aKeptList({ file: "old.csv" }) });
    await show(spacePage, "Finance I");
    await button("Compare with your list");
    applyShellChange({ what: "dragging", over: true });
    expect(await screen.findByText(/^Use as the newer list for/u)).toBeTruthy();
    drop(file);
    expect(await screen.findByText(/Your list for this space is old\.csv\./u)).toBeTruthy();
    await userEvent.click(await button("Show changes"));
    const grid = await screen.findByRole("treegrid", { name: "Differences" });
    // A newer list counts as a whole, so that there is nothing to choose.
    expect(within(grid).queryByRole("checkbox")).toBeNull();
    expect(within(grid).getByText("Tom")).toBeTruthy();
    expect(requests("kept_list_bring")).toEqual([]);
    await userEvent.click(await button("Use as your list"));
    expect(await screen.findByText("students.csv is your list now.")).toBeTruthy();
    expect(requests("kept_list_bring")).toEqual([ofSpace]);
    expect(router.route).toMatchObject({ page: "space", view: { comparing: true } });
  });

  it("shows the difference without a question where the list is being looked at", async () => {
    shell.comparison = aComparison([], { list: aKeptList({ file: "old.csv" }) });
    const view = { filter: "all", search: "", opened: null, comparing: true };
    await show({ ...spacePage, view }, "Finance I");
    await button("Your list: old.csv");
    drop(file);
    expect(await screen.findByRole("treegrid", { name: "Differences" })).toBeTruthy();
  });

  it("asks which space it is for, among those one can invite to", async () => {
    await show({ page: "outbox" }, "Activity");
    await screen.findByRole("button", { name: /^Finance I/u });
    drop(file);
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).queryByRole("radio", { name: "Law" })).toBeNull();
    await userEvent.click(within(dialog).getByRole("radio", { name: "Finance I" }));
    await userEvent.click(within(dialog).getByRole("button", { name: "Create draft" }));
    await expect.poll(() => router.route).toEqual({ ...invite, draft: "new" });
    expect(requests("file_take")).toEqual([{ draft: "new", file: "f", choices: null }]);
  });

  it("opens a saved draft in the space that is chosen, where its own isn't seen", async () => {
    await show({ page: "outbox" }, "Activity");
    await screen.findByRole("button", { name: /^Finance I/u });
    drop({ file: "c", name: "tutors.cohort", kind: "draft" });
    const dialog = await screen.findByRole("dialog");
    await userEvent.click(within(dialog).getByRole("radio", { name: "Finance I" }));
    await userEvent.click(within(dialog).getByRole("button", { name: "Open draft" }));
    await expect.poll(() => router.route).toEqual({ ...invite, draft: "opened" });
    expect(requests("draft_open_file")).toEqual([
      { file: "c", account: "a", org: null, space: null, chosen: false },
      { file: "c", account: "a", org: "o", space: "s", chosen: true },
    ]);
  });
});

describe("files held over the window", () => {
  it("are told what will happen with them here", async () => {
    await showDraft();
    applyShellChange({ what: "dragging", over: true });
    expect(await screen.findByText("Add these people to this draft")).toBeTruthy();
    applyShellChange({ what: "dragging", over: false });
    await expect.poll(() => screen.queryByText("Add these people to this draft")).toBeNull();
  });

  it("don't throw away what is typed into a form", async () => {
    await show({ page: "addAccount" }, "Add account");
    drop(file);
    expect(await screen.findByText(/Finish this page first/u)).toBeTruthy();
    expect(router.route).toEqual({ page: "addAccount" });
    expect(requests("file_preview")).toEqual([]);
  });
});

describe("the wizard before its first choice", () => {
  it("becomes a draft with the file", async () => {
    router.replace({ ...invite, draft: null });
    render(Frame);
    await screen.findByText("How should people join?");
    drop(file);
    expect(await screen.findByText("2 people added from Canvas")).toBeTruthy();
    expect(router.route).toEqual({ ...invite, draft: "new" });
    expect(openDraft.counts.all).toBe(2);
  });
});

describe("a saved draft dropped on another draft of the same space", () => {
  it("is shown in its place, and leaves the space only if the user says so", async () => {
    await showDraft();
    drop({ file: "c", name: "tutors.cohort", kind: "draft" });
    await expect.poll(() => openDraft.head?.id).toBe("opened");
    expect(requests("draft_open_file")).toEqual([
      { file: "c", account: "a", org: "o", space: "s", chosen: false },
    ]);
  });
});
