import { cleanup, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { Draft, DraftPaste, DraftRow, RowChange, RowsChanged } from "../bridge";
import { fakeShell } from "../bridge/fake-shell";
import { openDraft } from "../state/draft.svelte";
import WhoStep from "./WhoStep.svelte";

const row = (id: string, name: string, address: string): DraftRow => ({
  id,
  name,
  address,
  group: "A",
  note: "",
  leftOut: false,
  findings: address.includes("@.")
    ? [
        {
          kind: "invalid",
          reason: "dotAfterAt",
          severity: "blocks",
          at: [address.indexOf("@.") + 1, address.indexOf("@.") + 2],
          mend: address.replace("@.", "@"),
          otherRow: null,
        },
      ]
    : [],
});

let rows: DraftRow[] = [];
let asked: { name: string; request: unknown }[] = [];

const counts = () => ({
  all: rows.length,
  toMend: rows.filter((one) => one.findings.length > 0).length,
  toLookAt: 0,
  alreadyIn: 0,
  leftOut: 0,
});
const changed = (now: DraftRow[], removed: string[] = []): RowsChanged => ({
  changed: now,
  removed,
  counts: counts(),
  changedAt: "2026-10-12T10:00:00Z",
});
const draft = (): Draft => ({
  id: "d1",
  name: "",
  account: "a",
  org: "o",
  space: "s",
  spaceName: "Finance I",
  spaceKind: "course",
  aim: { purpose: "shared", instance: "g", instanceName: "Room A", role: "editor" },
  step: "who",
  rows,
  counts: counts(),
  changedAt: "2026-10-12T10:00:00Z",
});

beforeEach(async () => {
  rows = [
    row("1", "Ada Lovelace", "ada@uni.example"),
    row("2", "Sofia Rossi", "s.rossi@.uni.example"),
    row("3", "Wei Zhang", "wei@uni.example"),
  ];
  asked = fakeShell({
    draft_open: () => structuredClone(draft()),
    draft_row_change: (request: RowChange) => {
      rows = rows.map((one) =>
        one.id === request.row
          ? row(
              one.id,
              request.field === "name" ? request.value : one.name,
              request.field === "address" ? request.value : one.address,
            )
          : one,
      );
      return changed(rows.filter((one) => one.id === request.row));
    },
    draft_paste: (request: DraftPaste) => {
      const added = request.text
        .split(/[\n;]/u)
        .map((address, index) => row(`n${rows.length + index}`, "", address.trim()));
      rows = [...rows, ...added];
      return changed(added);
    },
    draft_rows_remove: ({ rows: gone }: { rows: string[] }) => {
      rows = rows.filter((one) => !gone.includes(one.id));
      return changed([], gone);
    },
  });
  await openDraft.open("d1");
});
afterEach(cleanup);

const requests = (name: string): unknown[] =>
  asked.filter((one) => one.name === name).map((one) => one.request);
const cell = (text: RegExp | string): HTMLElement => screen.getByRole("gridcell", { name: text });

const show = async (): Promise<void> => {
  render(WhoStep);
  await screen.findByRole("gridcell", { name: "Ada Lovelace" });
};

describe("the list of people", () => {
  it("is changed in place: F2, type, Enter goes down", async () => {
    await show();
    await userEvent.click(cell("ada@uni.example"));
    await userEvent.keyboard("{F2}");
    const input = screen.getByRole("textbox", { name: "Address, row 1" });
    await userEvent.type(input, "x{Enter}");
    expect(requests("draft_row_change")).toEqual([
      { draft: "d1", row: "1", field: "address", value: "ada@uni.examplex" },
    ]);
    await expect.poll(() => document.activeElement?.textContent).toContain("s.rossi@");
  });

  it("leaves the cell as it was with Escape", async () => {
    await show();
    await userEvent.click(cell("Ada Lovelace"));
    await userEvent.keyboard("Bob{Escape}");
    expect(requests("draft_row_change")).toEqual([]);
    expect(cell("Ada Lovelace")).toBeTruthy();
  });

  it("keeps the change with Tab and goes to the right", async () => {
    await show();
    await userEvent.click(cell("Ada Lovelace"));
    await userEvent.keyboard("B{Tab}");
    expect(requests("draft_row_change")).toEqual([
      { draft: "d1", row: "1", field: "name", value: "B" },
    ]);
    await expect.poll(() => document.activeElement?.textContent).toContain("ada@uni.example");
  });

  it("says what is wrong with the row and mends it with one key", async () => {
    await show();
    await userEvent.keyboard("{Tab}");
    await userEvent.click(cell(/s\.rossi@/u));
    const panel = screen.getByRole("region", { name: "About this row" });
    expect(within(panel).getByText("A dot stands right after the @")).toBeTruthy();
    await userEvent.keyboard("{Alt>}{Enter}{/Alt}");
    expect(requests("draft_row_change")).toEqual([
      { draft: "d1", row: "2", field: "address", value: "s.rossi@uni.example" },
    ]);
    await expect.poll(() => cell("s.rossi@uni.example")).toBeTruthy();
  });

  it("goes to the next wrong row with F8", async () => {
    await show();
    await userEvent.click(cell("wei@uni.example"));
    await userEvent.keyboard("{F8}");
    await expect.poll(() => document.activeElement?.textContent).toContain("s.rossi@");
  });

  it("takes what is typed in the last row as people", async () => {
    await show();
    const adder = screen.getByRole("textbox", { name: /Add people/u });
    await userEvent.type(adder, "tom@uni.example{Enter}");
    expect(requests("draft_paste")).toEqual([{ draft: "d1", text: "tom@uni.example" }]);
    expect(adder).toHaveProperty("value", "");
    await expect.poll(() => cell("tom@uni.example")).toBeTruthy();
  });

  it("takes a pasted block whole", async () => {
    await show();
    await userEvent.click(screen.getByRole("textbox", { name: /Add people/u }));
    await userEvent.paste("a@uni.example\nb@uni.example");
    expect(requests("draft_paste")).toEqual([
      { draft: "d1", text: "a@uni.example\nb@uni.example" },
    ]);
  });

  it("asks before it deletes several rows", async () => {
    await show();
    await userEvent.click(cell("ada@uni.example"));
    await userEvent.keyboard("{Shift>}{ArrowDown}{/Shift}{Control>}{Delete}{/Control}");
    expect(requests("draft_rows_remove")).toEqual([]);
    await userEvent.click(
      within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Delete 2 rows" }),
    );
    expect(requests("draft_rows_remove")).toEqual([{ draft: "d1", rows: ["1", "2"] }]);
  });

  it("filters by the numbers, and keeps a mended row in sight", async () => {
    await show();
    await userEvent.click(screen.getByRole("button", { name: "1 to mend" }));
    expect(screen.queryByRole("gridcell", { name: "ada@uni.example" })).toBeNull();
    await userEvent.click(cell(/s\.rossi@/u));
    await userEvent.keyboard("{Alt>}{Enter}{/Alt}");
    await expect.poll(() => cell("s.rossi@uni.example")).toBeTruthy();
  });
});
