/** A page appears once its code is loaded. Until then, and if it can't be, the page before it stays. */

import { render, screen } from "@testing-library/svelte";
import { expect, it, vi } from "vitest";

import { fakeShell } from "../bridge/fake-shell";
import { missingCode } from "../state/chunk.svelte";
import CodeMissing from "./CodeMissing.svelte";
import CurrentPage from "./CurrentPage.svelte";

// Compiling it takes longer than a test waits.
import "../preferences/PreferencesPage.svelte";

vi.mock("../outbox/OutboxPage.svelte", () => {
  throw new Error("no such file");
});

const oninvite = (): void => undefined;
const heading = (): string | null =>
  screen.queryAllByRole("heading", { level: 1 })[0]?.textContent.trim() ?? null;

it("a page is shown when its code is loaded, and the one before it stays if that fails", async () => {
  fakeShell({
    drafts: () => ({ drafts: [], unreadable: [] }),
    desktop_state: () => ({
      tray: "available",
      notifications: "available",
      startsWithSession: false,
    }),
  });
  render(CodeMissing);
  const page = render(CurrentPage, { route: { page: "overview" }, oninvite });
  expect(heading()).toBe("Overview");

  await page.rerender({ route: { page: "preferences" } });
  expect(heading()).toBe("Overview");
  await expect.poll(heading).toBe("Preferences");

  expect(screen.queryByRole("alert")).toBeNull();
  await page.rerender({ route: { page: "outbox" } });
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("Part of this window couldn't be loaded");
  expect(screen.getByRole("button", { name: "Reload window" })).toBeTruthy();
  expect(missingCode.seen).toBe(true);
  expect(heading()).toBe("Preferences");

  // What is loaded already appears at once.
  await page.rerender({ route: { page: "overview" } });
  expect(heading()).toBe("Overview");
  await page.rerender({ route: { page: "preferences" } });
  expect(heading()).toBe("Preferences");
});
