/** For tests: the step with the list, drawn, and what a test asks of it. */

import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { tick } from "svelte";

import { openDraft } from "../drafts/open-draft.svelte";
import { fakeList } from "./fake-list";
import ListStep from "./ListStep.svelte";

export const three = [
  { name: "Ada Lovelace", address: "ada@uni.example", group: "B" },
  { name: "Sofia Rossi", address: "s.rossi@.uni.example", group: "A" },
  { name: "Wei Zhang", address: "wei@uni.example", group: "B" },
];

export const showList = async (people = three) => {
  const list = fakeList(people);
  await openDraft.open("d1");
  render(ListStep);
  return list;
};

export const keys = (text: string) => userEvent.keyboard(text);
export const cell = (text: RegExp | string): HTMLElement =>
  screen.getByRole("gridcell", { name: text });
export const hasCell = (text: RegExp | string): boolean =>
  screen.queryByRole("gridcell", { name: text }) !== null;
export const active = (): string => document.activeElement?.textContent.trim() ?? "";
export const column = (name: "Name" | "Address" | "Group"): string[] => {
  const place = ["Name", "Address", "Group"].indexOf(name);
  return screen
    .getAllByRole("row")
    .map((row) => within(row).queryAllByRole("gridcell"))
    .filter((cells) => cells.length === 3)
    .map((cells) => cells[place]?.textContent.trim() ?? "");
};
/** What other programs would get. */
export const clipped = async (how: "copy" | "cut"): Promise<string> => {
  let text = "";
  const event = new Event(how, { bubbles: true, cancelable: true });
  const clipboardData = { setData: (_: string, data: string) => (text = data) };
  document.activeElement?.dispatchEvent(Object.assign(event, { clipboardData }));
  await tick();
  return text;
};
export const names = (list: { rows: readonly { name: string }[] }): string[] =>
  list.rows.map((row) => row.name);
