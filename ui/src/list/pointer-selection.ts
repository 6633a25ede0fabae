import type { Attachment } from "svelte/attachments";

import type { Cell } from "./keyboard";

const placeIn = (element: Element | null): Cell | null => {
  const at = element?.closest<HTMLElement>("[data-cell]")?.dataset.cell?.split("-");
  return at === undefined ? null : { row: Number(at[0]), column: Number(at[1]) };
};

type Hands = {
  /** A cell was pressed. */
  press: (cell: Cell, extend: boolean) => void;
  /** The pointer went on to another one while it was held down. */
  reach: (cell: Cell) => void;
  /** It is held above or below the rows: by how many rows a step. */
  beyond: (rows: -1 | 1) => void;
  open: (cell: Cell) => void;
};

/** Chooses cells with the pointer: press, and draw over a block. One listener for all cells. */
export const choosable =
  (hands: Hands): Attachment<HTMLElement> =>
  (grid) => {
    let last: Cell | null = null;
    let outside: -1 | 0 | 1 = 0;
    let frame = 0;

    const creep = (): void => {
      frame = 0;
      if (outside === 0) return;
      hands.beyond(outside);
      frame = requestAnimationFrame(creep);
    };
    const move = (event: MouseEvent): void => {
      if ((event.buttons & 1) === 0) {
        release();
        return;
      }
      const box = grid.getBoundingClientRect();
      outside = event.clientY < box.top ? -1 : event.clientY > box.bottom ? 1 : 0;
      if (outside !== 0 && frame === 0) frame = requestAnimationFrame(creep);
      const cell = placeIn(document.elementFromPoint(event.clientX, event.clientY));
      if (cell === null || (cell.row === last?.row && cell.column === last.column)) return;
      last = cell;
      hands.reach(cell);
    };
    const release = (): void => {
      outside = 0;
      window.removeEventListener("mousemove", move);
      window.removeEventListener("mouseup", release);
    };
    const press = (event: MouseEvent): void => {
      const target = event.target instanceof Element ? event.target : null;
      const cell = placeIn(target);
      if (event.button !== 0 || cell === null || target instanceof HTMLInputElement) return;
      // The grid puts the focus where it belongs.
      event.preventDefault();
      last = cell;
      hands.press(cell, event.shiftKey);
      window.addEventListener("mousemove", move);
      window.addEventListener("mouseup", release);
    };
    const open = (event: MouseEvent): void => {
      const target = event.target instanceof Element ? event.target : null;
      const cell = placeIn(target);
      if (cell !== null && !(target instanceof HTMLInputElement)) hands.open(cell);
    };

    grid.addEventListener("mousedown", press);
    grid.addEventListener("dblclick", open);
    return () => {
      release();
      grid.removeEventListener("mousedown", press);
      grid.removeEventListener("dblclick", open);
    };
  };

/** Some systems ask beforehand whether there is anything to copy where no text is selected. */
export const hasClipboard: Attachment<HTMLElement> = (grid) => {
  const asks = ["beforecopy", "beforecut", "beforepaste"];
  const yes = (event: Event): void => {
    if (!(
      event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement
    )) {
      event.preventDefault();
    }
  };
  for (const ask of asks) grid.addEventListener(ask, yes);
  return () => {
    for (const ask of asks) grid.removeEventListener(ask, yes);
  };
};
