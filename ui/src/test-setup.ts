/** What jsdom lacks, and how long a test waits. */

import { configure } from "@testing-library/svelte";

import { loadAllTexts, loadFirstTexts } from "./texts/first";

// What `main.ts` does before it loads the window.
await loadFirstTexts("en");
await loadAllTexts();

// A busy computer is slow but not at fault: tests wait long for what is sure to come.
configure({ asyncUtilTimeout: 20_000 });

/**
 * jsdom does no layout. Without a height a virtual list would draw no rows, and jsdom can't
 * scroll.
 */
Object.defineProperties(HTMLElement.prototype, {
  clientHeight: { configurable: true, get: () => 600 },
  clientWidth: { configurable: true, get: () => 800 },
  scrollIntoView: { configurable: true, value: () => undefined },
});

globalThis.ResizeObserver = class implements ResizeObserver {
  observe(): void {
    // Nothing changes its size in jsdom.
  }
  unobserve(): void {
    // As above.
  }
  disconnect(): void {
    // As above.
  }
};

// Nor does it draw.
Object.defineProperty(HTMLCanvasElement.prototype, "getContext", { value: () => null });
