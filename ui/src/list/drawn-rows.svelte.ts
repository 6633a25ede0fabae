import type { Attachment } from "svelte/attachments";

import type { DraftRow } from "../bridge";
import { type Placed, type RowWindow, Slots, windowOf } from "../parts/row-window";
import type { Shown } from "./list-view.svelte";

type Sizes = { rowHeight: number; coveredAbove: number; coveredBelow: number };

const around = 8;

/** The rows of a long list that are drawn: those in sight, and the one with the focus wherever it is.
    To be made while a component is set up. */
export const drawnRows = (
  shown: () => Shown,
  active: () => number,
  { rowHeight, coveredAbove, coveredBelow }: Sizes,
) => {
  let scroller: HTMLElement | null = null;
  let inSight = $state.raw<RowWindow>({ from: 0, to: 0 });
  let page = $state(1);
  const slots = new Slots<DraftRow>();
  let made = 0;

  const room = (): number => (scroller?.clientHeight ?? 0) - coveredAbove - coveredBelow;

  /** Tells those who look only when other rows have come into sight. */
  const measure = (): void => {
    if (scroller === null) return;
    const { from, to } = windowOf(
      { top: scroller.scrollTop, height: scroller.clientHeight },
      rowHeight,
      Number.MAX_SAFE_INTEGER,
      around,
    );
    if (from !== inSight.from || to !== inSight.to) inSight = { from, to };
    page = Math.max(1, Math.floor(room() / rowHeight) - 1);
  };

  const rows = $derived.by(() => {
    const now = shown();
    // In another order nothing is where it was: what is read aloud follows what is seen.
    if (now.made !== made) slots.clear();
    made = now.made;
    const placed: Placed<DraftRow>[] = [];
    const draw = (index: number): void => {
      const row = now.at(index);
      if (row !== undefined) placed.push({ index, row });
    };
    for (let index = inSight.from; index < Math.min(inSight.to, now.count); index += 1) draw(index);
    draw(active());
    return slots.assign(placed);
  });

  const watch: Attachment<HTMLElement> = (element) => {
    scroller = element;
    measure();
    element.addEventListener("scroll", measure, { passive: true });
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(measure);
    observer?.observe(element);
    return () => {
      element.removeEventListener("scroll", measure);
      observer?.disconnect();
      scroller = null;
    };
  };

  return {
    watch,
    get rows() {
      return rows;
    },
    get height() {
      return shown().count * rowHeight;
    },
    /** How many rows a page is. */
    get page() {
      return page;
    },
    /** Brings a row into sight, by as little as is needed. */
    show: (index: number): void => {
      if (scroller === null) return;
      const top = index * rowHeight;
      const lowest = top + rowHeight - room();
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (lowest > scroller.scrollTop) scroller.scrollTop = lowest;
      measure();
    },
  };
};
