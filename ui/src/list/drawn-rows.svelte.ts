/**
 * Decides which rows of the grid are drawn. Of a hundred thousand, only those in view are, and the
 * row with the focus never goes.
 */

import type { DraftRow } from "../bridge";
import { virtualRows } from "../parts/virtual-rows.svelte";
import type { ShownRows } from "./list-view.svelte";
import { type Placed, RowSlots } from "./row-slots";

type Sizes = { rowHeight: number; coveredAbove: number; coveredBelow: number };

/**
 * The rows of the grid that are drawn: those in view, and the active one wherever it is, because it
 * may have the focus. To be called while a component is set up.
 */
export const drawnRows = (shown: () => ShownRows, active: () => number, sizes: Sizes) => {
  const virtual = virtualRows({ count: () => shown().count, ...sizes });
  const slots = new RowSlots<DraftRow>();
  let order = 0;

  const rows = $derived.by(() => {
    const now = shown();
    // In another order no row is where it was, and a screen reader must read the rows as they are
    // seen.
    if (now.order !== order) slots.clear();
    order = now.order;
    return slots.assign(
      [...virtual.indexes, active()].flatMap((index): Placed<DraftRow>[] => {
        const row = now.at(index);
        return row === undefined ? [] : [{ index, row }];
      }),
    );
  });

  return {
    scroller: virtual.scroller,
    get rows() {
      return rows;
    },
    get height() {
      return virtual.height;
    },
    get page() {
      return virtual.page;
    },
    show: virtual.show,
  };
};
