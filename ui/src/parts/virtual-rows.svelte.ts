/**
 * The virtual list of the window: of a list with rows of one height, only the rows in view and a
 * few around them are drawn, so that a hundred thousand rows scroll as smoothly as ten. The tables,
 * the difference of a file and the grid of people all use it. A library would measure rows of
 * different heights as well, which nothing here needs.
 */

import type { Attachment } from "svelte/attachments";

/** Which rows are drawn; `to` is past the last. */
export type RowRange = { from: number; to: number };

type Options = {
  count: () => number;
  rowHeight: number;
  /** What stands above and below the rows in the scroller and stays in view, covering them. */
  coveredAbove?: number;
  coveredBelow?: number;
};

const overscan = 8;

/** The rows in view and `around` more on either side. */
export const rangeInView = (
  { top, height }: { top: number; height: number },
  rowHeight: number,
  count: number,
  around: number,
): RowRange => {
  const from = Math.max(0, Math.floor(top / rowHeight) - around);
  const to = Math.min(count, Math.ceil((top + height) / rowHeight) + around);
  return { from: Math.min(from, to), to };
};

/** To be called while a component is set up; `scroller` is to be attached to what scrolls. */
export const virtualRows = ({ count, rowHeight, coveredAbove = 0, coveredBelow = 0 }: Options) => {
  let element: HTMLElement | null = null;
  let inView = $state.raw<RowRange>({ from: 0, to: 0 });
  let page = $state(1);

  const uncoveredHeight = (): number => (element?.clientHeight ?? 0) - coveredAbove - coveredBelow;

  /**
   * Sets the state only when other rows have come into view: scrolling within a row draws nothing.
   */
  const measure = (): void => {
    if (element === null) return;
    const { from, to } = rangeInView(
      { top: element.scrollTop, height: element.clientHeight },
      rowHeight,
      Number.MAX_SAFE_INTEGER,
      overscan,
    );
    if (from !== inView.from || to !== inView.to) inView = { from, to };
    page = Math.max(1, Math.floor(uncoveredHeight() / rowHeight) - 1);
  };

  const range = $derived.by((): RowRange => {
    const to = Math.min(inView.to, count());
    return { from: Math.min(inView.from, to), to };
  });

  const scroller: Attachment<HTMLElement> = (attached) => {
    element = attached;
    measure();
    attached.addEventListener("scroll", measure, { passive: true });
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(measure);
    observer?.observe(attached);
    return () => {
      attached.removeEventListener("scroll", measure);
      observer?.disconnect();
      element = null;
    };
  };

  return {
    scroller,
    /** The places of the rows to be drawn. */
    get indexes(): number[] {
      return Array.from({ length: range.to - range.from }, (_, offset) => range.from + offset);
    },
    /** The height of all rows, drawn or not. */
    get height(): number {
      return count() * rowHeight;
    },
    /** How far a row stands from the top of them all. */
    topOf: (index: number): number => index * rowHeight,
    /** By how many rows the keys for a page go. */
    get page(): number {
      return page;
    },
    /** Scrolls a row into view, by as little as is needed. */
    show: (index: number): void => {
      if (element === null) return;
      const top = index * rowHeight;
      const lowest = top + rowHeight - uncoveredHeight();
      if (top < element.scrollTop) element.scrollTop = top;
      else if (lowest > element.scrollTop) element.scrollTop = lowest;
      measure();
    },
  };
};
