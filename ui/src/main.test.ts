/**
 * The window starts in the language that was chosen, and is loaded again only when another one is
 * chosen and kept.
 */

import { render, screen } from "@testing-library/svelte";
import { expect, it, vi } from "vitest";

import type { Preferences } from "./bridge";
import { fakeShell } from "./bridge/fake-shell";
import { openFirstRoute } from "./state/first-route";
import { router } from "./state/router.svelte";
import { session } from "./state/session.svelte";
import { loadAllTexts } from "./texts/first";

// The look isn't needed here, and jsdom complains about it.
vi.mock("./app.css", () => ({}));
// One page stands for the window, which takes long to compile.
const opened = vi.hoisted(() => ({ lang: "" }));
vi.mock("./window", () => ({
  openWindow: () => {
    opened.lang = document.documentElement.lang;
  },
}));

it("the window starts in the language that was chosen, and another one can be chosen", async () => {
  const kept: Preferences[] = [];
  fakeShell({
    language: () => kept.at(-1)?.language ?? "de",
    desktop_state: () => ({
      tray: "available",
      notifications: "available",
      startsWithSession: false,
    }),
    preferences_change: (preferences: Preferences) => {
      kept.push(preferences);
      return preferences;
    },
  });
  session.preferences = { ...session.preferences, language: "de" };
  await import("./main");
  // The texts are loaded before the window is.
  await expect.poll(() => opened.lang).toBe("de");

  await loadAllTexts();
  const { default: PreferencesPage } = await import("./preferences/PreferencesPage.svelte");
  render(PreferencesPage);
  expect(screen.getByRole("heading", { name: "Einstellungen" })).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "Deutsch" }).checked).toBe(true);
  expect(document.body.textContent).not.toMatch(/Appearance|Window|Notifications/u);

  // What is shown already needs no new page; another language does, once the choice is kept.
  const { changeLanguage } = await import("./preferences/change-language");
  const again = vi.fn(() => kept.at(-1)?.language);
  await changeLanguage("de", again);
  expect(again).not.toHaveBeenCalled();
  await changeLanguage("en", again);
  expect(again.mock.results).toEqual([{ type: "return", value: "en" }]);

  // The page that is loaded then opens where the language was chosen, and the next one doesn't.
  session.ready = true;
  for (const page of ["preferences", "welcome"]) {
    openFirstRoute();
    expect(router.route.page).toBe(page);
  }
});
