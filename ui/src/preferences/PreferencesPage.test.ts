/**
 * Changing one preference leaves the others as they were, and the page shows what the system
 * reports instead of what was asked of it.
 */

import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";

import type { DesktopState, Preferences } from "../bridge";
import { fakeShell } from "../bridge/fake-shell";
import { desktop } from "../state/desktop.svelte";
import { session } from "../state/session.svelte";
import PreferencesPage from "./PreferencesPage.svelte";

const plain = session.preferences;
const around: DesktopState = {
  tray: "available",
  notifications: "available",
  startsWithSession: false,
};

beforeEach(() => {
  session.preferences = plain;
  desktop.state = null;
});

const open = (state: DesktopState): Preferences[] => {
  const kept: Preferences[] = [];
  fakeShell({
    desktop_state: () => state,
    language: () => "en",
    start_with_session: ({ on }: { on: boolean }) => ({ ...state, startsWithSession: on }),
    preferences_change: (preferences: Preferences) => {
      kept.push(preferences);
      return preferences;
    },
  });
  render(PreferencesPage);
  return kept;
};

describe("the preferences", () => {
  it("keep the language that is chosen", async () => {
    const kept = open(around);
    expect(screen.getByRole<HTMLInputElement>("radio", { name: "Deutsch" }).checked).toBe(false);
    // English is shown already, so this loads no page.
    await userEvent.click(screen.getByRole("radio", { name: "English" }));
    await expect.poll(() => kept).toEqual([{ ...plain, language: "en" }]);
  });

  it("keeps what is switched, and leaves the rest as it was", async () => {
    const kept = open(around);
    await userEvent.click(screen.getByRole("switch", { name: "Someone joined" }));
    await userEvent.click(screen.getByRole("radio", { name: "Quit Cohort" }));
    await expect.poll(() => kept).toHaveLength(2);
    expect(kept[1]).toEqual({
      ...plain,
      closing: "quit",
      notifications: { ...plain.notifications, joined: false },
    });
  });

  it("shows what the system says about the start, not what was wished", async () => {
    fakeShell({
      desktop_state: () => around,
      start_with_session: () => around,
    });
    render(PreferencesPage);
    const start = screen.getByRole<HTMLInputElement>("switch", {
      name: "Start Cohort when you sign in",
    });
    await expect.poll(() => start.disabled).toBe(false);
    await userEvent.click(start);
    await expect.poll(() => start.checked).toBe(false);
  });

  it("says why there is no tray and why nothing is notified", async () => {
    open({ tray: "missing", notifications: "noBus", startsWithSession: null });
    await expect
      .poll(() => document.body.textContent)
      .toMatch(/This desktop doesn't show tray icons/u);
    expect(document.body.textContent).toMatch(/Cohort can't show notifications/u);
    expect(screen.queryByRole("radio", { name: "Keep running" })).toBeNull();
    const start = screen.getByRole<HTMLInputElement>("switch", {
      name: "Start Cohort when you sign in",
    });
    expect(start.disabled).toBe(true);
  });
});
