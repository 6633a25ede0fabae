import type { Attachment } from "svelte/attachments";

/** Lets a scroller reach to the window's edge while what is in it ends where the page's text ends,
    whatever the width of this system's scroll bars. */
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
