import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
  Virtualizer,
  type VirtualizerOptions,
} from "@tanstack/virtual-core";
import { untrack } from "svelte";

export type VirtualOptions = {
  count: number;
  rowHeight: number;
  scroller: HTMLElement | null;
  /** What stands above and below the rows in the scroller and may cover them. */
  coveredAbove: number;
  coveredBelow: number;
};

/** The rows in sight of a long list. To be made while a component is set up. */
export const virtualRows = (
  options: () => VirtualOptions,
): { readonly items: VirtualItem[]; readonly height: number; show: (index: number) => void } => {
  let version = $state(0);
  const full = (now: VirtualOptions): VirtualizerOptions<HTMLElement, HTMLElement> => ({
    count: now.count,
    getScrollElement: () => now.scroller,
    estimateSize: () => now.rowHeight,
    overscan: 10,
    scrollPaddingStart: now.coveredAbove,
    scrollPaddingEnd: now.coveredBelow,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => {
      version += 1;
    },
  });

  const virtualizer = new Virtualizer<HTMLElement, HTMLElement>(full(untrack(options)));

  $effect(() => virtualizer._didMount());
  $effect(() => {
    const now = options();
    untrack(() => {
      virtualizer.setOptions(full(now));
      virtualizer._willUpdate();
      version += 1;
    });
  });

  return {
    get items() {
      void version;
      return virtualizer.getVirtualItems();
    },
    get height() {
      void version;
      return virtualizer.getTotalSize();
    },
    show: (index) => virtualizer.scrollToIndex(index, { align: "auto" }),
  };
};
