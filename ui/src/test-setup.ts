import { configure } from "@testing-library/svelte";

// What a test waits for comes when it comes: a busy computer is no fault.
configure({ asyncUtilTimeout: 20_000 });

/* jsdom lays nothing out: without a height a virtual list would show no rows, and nothing scrolls. */
Object.defineProperties(HTMLElement.prototype, {
  clientHeight: { configurable: true, get: () => 600 },
  clientWidth: { configurable: true, get: () => 800 },
  scrollIntoView: { configurable: true, value: () => undefined },
});

globalThis.ResizeObserver = class implements ResizeObserver {
  observe(): void {
    // Nothing changes its size here.
  }
  unobserve(): void {
    // As above.
  }
  disconnect(): void {
    // As above.
  }
};
