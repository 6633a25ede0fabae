/** Selecting cells of the grid by pressing and dragging, with scrolling at its edges. */

import type { Attachment } from "svelte/attachments";

import type { Cell } from "./keyboard";

const cellOf = (element: Element | null): Cell | null => {
  const at = element?.closest<HTMLElement>("[data-cell]")?.dataset.cell?.split("-");
  return at === undefined ? null : { row: Number(at[0]), column: Number(at[1]) };
};

type Handlers = {
  /** The pointer was pressed on a cell; `extend` keeps the range that is chosen. */
  press: (cell: Cell, extend: boolean) => void;
  /** The pointer was dragged to another cell. */
  drag: (cell: Cell) => void;
  /** The pointer is held above or below the grid: called for every frame, to scroll by these rows. */
  scroll: (rows: -1 | 1) => void;
  /** A cell was double-clicked. */
  open: (cell: Cell) => void;
};

/**
 * Chooses cells with the pointer: a press chooses one, dragging chooses a range. The grid listens for
 * all its cells, because cells come and go while it scrolls.
 */
export const selectWithPointer =
  (handlers: Handlers): Attachment<HTMLElement> =>
  (grid) => {
    let last: Cell | null = null;
    let outside: -1 | 0 | 1 = 0;
    let frame = 0;

    const scrollOn = (): void => {
      frame = 0;
      if (outside === 0) return;
      handlers.scroll(outside);
      frame = requestAnimationFrame(scrollOn);
    };
    const move = (event: MouseEvent): void => {
      if ((event.buttons & 1) === 0) {
        release();
        return;
      }
      const box = grid.getBoundingClientRect();
      outside = event.clientY < box.top ? -1 : event.clientY > box.bottom ? 1 : 0;
      if (outside !== 0 && frame === 0) frame = requestAnimationFrame(scrollOn);
      const cell = cellOf(document.elementFromPoint(event.clientX, event.clientY));
      if (cell === null || (cell.row === last?.row && cell.column === last.column)) return;
      last = cell;
      handlers.drag(cell);
    };
    const release = (): void => {
      outside = 0;
      window.removeEventListener("mousemove", move);
      window.removeEventListener("mouseup", release);
    };
    const press = (event: MouseEvent): void => {
      const target = event.target instanceof Element ? event.target : null;
      const cell = cellOf(target);
      if (event.button !== 0 || cell === null || target instanceof HTMLInputElement) return;
      // The grid moves the focus itself.
      event.preventDefault();
      last = cell;
      handlers.press(cell, event.shiftKey);
      window.addEventListener("mousemove", move);
      window.addEventListener("mouseup", release);
    };
    const open = (event: MouseEvent): void => {
      const target = event.target instanceof Element ? event.target : null;
      const cell = cellOf(target);
      if (cell !== null && !(target instanceof HTMLInputElement)) handlers.open(cell);
    };

    grid.addEventListener("mousedown", press);
    grid.addEventListener("dblclick", open);
    return () => {
      release();
      grid.removeEventListener("mousedown", press);
      grid.removeEventListener("dblclick", open);
    };
  };

/**
 * WebKit asks before it copies, cuts or pastes, and greys the commands out where no text is selected.
 * The chosen cells aren't selected text, so the grid answers that there is something to copy.
 */
export const allowClipboardEvents: Attachment<HTMLElement> = (grid) => {
  const questions = ["beforecopy", "beforecut", "beforepaste"];
  const allow = (event: Event): void => {
    const isTextField =
      event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (!isTextField) event.preventDefault();
  };
  for (const question of questions) grid.addEventListener(question, allow);
  return () => {
    for (const question of questions) grid.removeEventListener(question, allow);
  };
};
