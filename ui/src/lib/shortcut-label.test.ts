/**
 * Shortcuts are shown, and told to assistive technology, with the keys of the system that the
 * window runs on.
 */

import { afterEach, expect, it, vi } from "vitest";

import { ariaShortcut, shortcutLabel } from "./shortcut-label";

const on = (userAgent: string): void => {
  vi.spyOn(navigator, "userAgent", "get").mockReturnValue(userAgent);
};
afterEach(() => vi.restoreAllMocks());

it("names the keys of Windows and Linux as they are", () => {
  on("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15");
  expect(shortcutLabel("Ctrl K")).toBe("Ctrl K");
  expect(ariaShortcut("Ctrl K")).toBe("Control+K");
});

it("shows the signs of a Mac, several of them in one text too", () => {
  on("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15");
  expect(shortcutLabel("Ctrl K")).toBe("⌘K");
  expect(shortcutLabel("Ctrl C, Ctrl X, Delete")).toBe("⌘C, ⌘X, Delete");
  expect(shortcutLabel("Alt 1 … 9")).toBe("⌥1 … 9");
  expect(shortcutLabel("Shift ↑ ↓ ← →")).toBe("⇧↑ ↓ ← →");
  expect(shortcutLabel("F1")).toBe("F1");
  expect(ariaShortcut("Ctrl K")).toBe("Meta+K");
});

it("knows the German names of the keys", () => {
  on("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15");
  expect(shortcutLabel("Strg K")).toBe("Strg K");
  expect(ariaShortcut("Strg K")).toBe("Control+K");
  expect(ariaShortcut("Umschalt F6")).toBe("Shift+F6");
  on("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15");
  expect(shortcutLabel("Umschalt Leertaste, Strg A")).toBe("⇧Leertaste, ⌘A");
  expect(shortcutLabel("Machen Sie zuerst mit Strg Z alles rückgängig.")).toBe(
    "Machen Sie zuerst mit ⌘Z alles rückgängig.",
  );
  expect(ariaShortcut("Strg K")).toBe("Meta+K");
});
