/** Puts the scroll bar of a page at the edge of the window. */

import type { Attachment } from "svelte/attachments";

/**
 * Lets a scroller reach into the margin of the page, up to the window's edge, so that its scroll
 * bar is at the edge while its content ends where the text of the page ends. The width of scroll
 * bars differs between systems, so it is measured.
 */
export const fullBleed =
  (margin: number): Attachment<HTMLElement> =>
  (scroller) => {
    const fit = (): void => {
      const bar = scroller.offsetWidth - scroller.clientWidth;
      scroller.style.paddingRight = `${Math.max(0, margin - bar)}px`;
    };
    scroller.style.scrollbarGutter = "stable";
    scroller.style.marginRight = `${-margin}px`;
    fit();
    if (typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(fit);
    observer.observe(scroller);
    return () => observer.disconnect();
  };
