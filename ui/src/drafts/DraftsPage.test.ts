/**
 * The saved drafts can be searched by what stands in their lists, duplicated, renamed, deleted and
 * saved as files, and a draft file is opened into the account that is open.
 */

import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";

import type { DraftEntry, DraftName, DraftRef } from "../bridge";
import { type Asked, fakeShell, refuse, requestsOf } from "../bridge/fake-shell";
import { everythingFits } from "../parts/fake-layout";
import { files } from "../files/files.svelte";
import { announce } from "../state/announce.svelte";
import { router } from "../state/router.svelte";
import { session } from "../state/session.svelte";
import DraftsPage from "./DraftsPage.svelte";

const entry = (id: string, name: string): DraftEntry => ({
  id,
  name,
  account: "a",
  org: "o",
  space: "s",
  spaceName: "Finance I",
  people: 3,
  instances: null,
  distributes: null,
  changedAt: "2026-10-12T10:00:00Z",
});

let kept: DraftEntry[] = [];
let save: () => unknown = () => null;
let asked: Asked = [];

beforeEach(() => {
  everythingFits();
  kept = [entry("1", "Tutors"), entry("2", ""), entry("3", "Guests")];
  save = () => ({ name: "Tutors.cohort", folder: "Documents" });
  announce.dismiss();
  router.replace({ page: "drafts" });
  asked = fakeShell({
    drafts: () => kept,
    drafts_find: ({ text }: { text: string }) => (text === "ada" ? ["3"] : []),
    draft_duplicate: ({ draft, name }: DraftName) => {
      const copy = {
        ...entry("4", name),
        people: kept.find(({ id }) => id === draft)?.people ?? 0,
      };
      kept = [copy, ...kept];
      return copy;
    },
    draft_delete: ({ draft }: DraftRef) => {
      kept = kept.filter(({ id }) => id !== draft);
      return null;
    },
    draft_save_file: () => save(),
    draft_export: () => save(),
    file_choose: () => ({ file: "c", name: "tutors.cohort", kind: "draft" }),
    draft_open_file: () => ({ draft: "1", needsSpace: false, name: "", spaceName: "" }),
    draft_open: () => ({ org: "o", space: "s" }),
    preferences_change: () => null,
  });
});

const requests = (name: string): unknown[] => requestsOf(asked, name);

const show = async (): Promise<void> => {
  render(DraftsPage, { onopenfile: () => void files.choose("draft") });
  await screen.findByRole("gridcell", { name: "Tutors" });
};
const rowOf = (name: string): HTMLElement => {
  const row = screen.getByRole("gridcell", { name }).closest<HTMLElement>("[role=row]");
  if (row === null) throw new Error(`no row of ${name}`);
  return row;
};
/** Without layout the menu counts as hidden: it is used with the keys, which is the rule anyhow. */
const choose = async (name: string, act: string): Promise<void> => {
  rowOf(name).focus();
  await userEvent.keyboard("{Shift>}{F10}{/Shift}");
  const item = (await screen.findByText(act)).closest("[role=menuitem]");
  for (let tries = 0; document.activeElement !== item && tries < 10; tries += 1) {
    await userEvent.keyboard("{ArrowDown}");
  }
  await userEvent.keyboard("{Enter}");
};

describe("the drafts", () => {
  it("are found by what stands in their lists, too", async () => {
    await show();
    await userEvent.type(screen.getByRole("searchbox"), "ada");
    await expect.poll(() => screen.queryByRole("gridcell", { name: "Tutors" })).toBeNull();
    expect(screen.getByRole("gridcell", { name: "Guests" })).toBeTruthy();
    await userEvent.type(screen.getByRole("searchbox"), "x");
    expect(await screen.findByText("No matches")).toBeTruthy();
    await userEvent.clear(screen.getByRole("searchbox"));
    expect(await screen.findByRole("gridcell", { name: "Tutors" })).toBeTruthy();
  });

  it("have a menu that opens with the keyboard and duplicates under a name of its own", async () => {
    await show();
    await choose("People for Finance I", "Duplicate");
    expect(
      await screen.findByRole("gridcell", { name: "People for Finance I (copy)" }),
    ).toBeTruthy();
    expect(requests("draft_duplicate")).toEqual([
      { draft: "2", name: "People for Finance I (copy)" },
    ]);
  });

  it("are renamed with F2 and deleted with Delete, and the keys go on at the next row", async () => {
    await show();
    rowOf("Tutors").focus();
    await userEvent.keyboard("{F2}");
    expect(await screen.findByRole("dialog", { name: "Rename draft" })).toBeTruthy();
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
    rowOf("Tutors").focus();
    await userEvent.keyboard("{Delete}");
    await expect.poll(() => screen.queryByRole("gridcell", { name: "Tutors" })).toBeNull();
    expect(announce.toast?.action?.label).toBe("Undo");
    await expect.poll(() => document.activeElement?.textContent).toContain("People for Finance I");
  });

  it("are saved as a file, and the window says where", async () => {
    await show();
    await choose("Tutors", "Save as file…");
    await expect.poll(() => announce.toast?.text).toBe("Saved as Tutors.cohort in Documents.");
  });

  it("say nothing where the user closed the dialog without saving", async () => {
    save = () => null;
    await show();
    await choose("Tutors", "Export as CSV…");
    await expect.poll(() => requests("draft_export")).toEqual([{ draft: "1", format: "csv" }]);
    expect(announce.toast).toBeNull();
  });

  it("say why a file couldn't be saved", async () => {
    save = () => refuse("fileUnwritable", { about: "Tutors.xlsx" });
    await show();
    await choose("Tutors", "Export as XLSX…");
    await expect.poll(() => announce.toast?.problem?.code).toBe("fileUnwritable");
  });

  it("say what to do where there are none", async () => {
    kept = [];
    render(DraftsPage, { onopenfile: () => void files.choose("draft") });
    expect(await screen.findByText(/There are no drafts/u)).toBeTruthy();
    expect(within(document.body).getByRole("button", { name: "Open draft file…" })).toBeTruthy();
    expect(screen.queryByRole("searchbox")).toBeNull();
  });
});

describe("a draft file", () => {
  it("is opened into the account that is open", async () => {
    session.accountId = "a";
    await show();
    await userEvent.click(screen.getByRole("button", { name: "Open draft file…" }));
    await expect
      .poll(() => router.route)
      .toEqual({ page: "invite", account: "a", org: "o", space: "s", draft: "1" });
    expect(requests("file_choose")).toEqual([{ kind: "draft" }]);
    expect(requests("draft_open_file")).toEqual([
      { file: "c", account: "a", org: null, space: null, chosen: false },
    ]);
  });
});
