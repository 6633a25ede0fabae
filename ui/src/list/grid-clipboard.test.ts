/**
 * Blocks of cells are copied, cut, emptied, filled and pasted as in a spreadsheet, and an email
 * that names people adds them at the end.
 */

import { cleanup, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";

import { announce } from "../state/announce.svelte";
import { showList, keys, cell, column, clipped, names } from "./fake-list-page";

afterEach(() => {
  cleanup();
  announce.dismiss();
});

describe("a block of cells", () => {
  const chooseFirstTwo = async (): Promise<void> => {
    await userEvent.click(cell("Ada Lovelace"));
    await keys("{Shift>}{ArrowDown}{ArrowRight}{/Shift}");
  };

  it("is chosen with Shift, and said so", async () => {
    await showList();
    await chooseFirstTwo();
    const chosen = screen
      .getAllByRole("gridcell", { selected: true })
      .map((one) => one.textContent.trim().split(" ")[0]);
    expect(chosen).toEqual(["Ada", "ada@uni.example", "Sofia", "s.rossi@.uni.example"]);
  });

  it("is copied as a spreadsheet takes it", async () => {
    await showList();
    await chooseFirstTwo();
    expect(await clipped("copy")).toBe(
      "Ada Lovelace\tada@uni.example\nSofia Rossi\ts.rossi@.uni.example",
    );
  });

  it("is empty after cutting it, and back after undoing that", async () => {
    const list = await showList();
    await chooseFirstTwo();
    await clipped("cut");
    await expect.poll(() => names(list)).toEqual(["", "", "Wei Zhang"]);
    await keys("{Control>}z{/Control}");
    await expect.poll(() => names(list)).toEqual(["Ada Lovelace", "Sofia Rossi", "Wei Zhang"]);
  });

  it("is emptied with Delete", async () => {
    const list = await showList();
    await chooseFirstTwo();
    await keys("{Delete}");
    await expect.poll(() => names(list)).toEqual(["", "", "Wei Zhang"]);
    expect(list.rows[0]?.group).toBe("B");
  });

  it("takes its first row all the way down", async () => {
    const list = await showList();
    await userEvent.click(cell("Ada Lovelace"));
    await keys("{Control>}{Shift>}{ArrowDown}{/Shift}d{/Control}");
    await expect.poll(() => names(list)).toEqual(Array(3).fill("Ada Lovelace"));
  });

  it("takes one pasted cell into all of it", async () => {
    const list = await showList();
    await userEvent.click(cell("Ada Lovelace"));
    await keys("{Shift>}{ArrowDown}{/Shift}");
    await userEvent.paste("Bob\n");
    await expect.poll(() => names(list)).toEqual(["Bob", "Bob", "Wei Zhang"]);
  });
});

describe("what is pasted", () => {
  it("goes into the cells from the active one on, in the order shown, and becomes rows at the end", async () => {
    const list = await showList();
    await userEvent.click(screen.getByRole("button", { name: "Name" }));
    await userEvent.click(screen.getByRole("button", { name: "Name" }));
    await expect.poll(() => column("Name")[0]).toBe("Wei Zhang");
    await userEvent.click(cell("Sofia Rossi"));
    await userEvent.paste("1\ta@uni.example\n2\tb@uni.example\n3\tc@uni.example");
    await expect.poll(() => names(list)).toEqual(["2", "1", "Wei Zhang", "3"]);
    expect(announce.toast?.text).toBe("3 rows changed");
  });

  it("is people at the end where an email names them", async () => {
    const list = await showList();
    await userEvent.click(cell("Ada Lovelace"));
    await userEvent.paste("a@uni.example; b@uni.example");
    await expect.poll(() => list.rows.length).toBe(5);
    expect(names(list).slice(0, 3)).toEqual(["Ada Lovelace", "Sofia Rossi", "Wei Zhang"]);
  });

  it("is people where it is pasted into the last row", async () => {
    const list = await showList();
    await userEvent.click(screen.getByRole("textbox", { name: /Add people/u }));
    await userEvent.paste("a@uni.example\nb@uni.example");
    expect(list.requests("draft_paste")).toEqual([
      { draft: "d1", text: "a@uni.example\nb@uni.example" },
    ]);
  });
});
