/**
 * Every page of the window and every step of an invitation has its page of help, and the help
 * explains all states and all words of the platform.
 */

import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import type { Route } from "../state/router.svelte";
import { t } from "../texts";
import HelpDialog from "./HelpDialog.svelte";
import { helpPageOf } from "./topics";

describe("the help", () => {
  it("has a page for each page of the window and each step of an invitation", () => {
    const space: Route = { page: "space", org: "o", space: "s", tab: "instances" };
    const invite: Route = { page: "invite", account: "a", org: "o", space: "s", draft: "d" };
    expect(helpPageOf(space, null)).toBe("instances");
    expect(helpPageOf(invite, null)).toBe("purpose");
    expect(helpPageOf(invite, "people")).toBe("list");
    expect(helpPageOf({ page: "welcome" }, null)).toBe("account");
    expect(helpPageOf({ page: "outbox" }, "people")).toBe("activity");
  });

  it("opens on the page it is asked for and leads to the others", async () => {
    render(HelpDialog, {
      start: "drafts",
      onclose: vi.fn(),
      onshortcuts: vi.fn(),
      ontroubleshooting: vi.fn(),
    });
    await screen.findByRole("article", { name: "Continue a draft" });
    await userEvent.click(screen.getByRole("button", { name: "What the states mean" }));
    const page = await screen.findByRole("article", { name: "What the states mean" });
    await expect.poll(() => document.activeElement).toBe(page);
    for (const [, word] of t.help.states) expect(page.textContent).toContain(word);
    await userEvent.click(screen.getByRole("button", { name: "Words the platform uses" }));
    const words = await screen.findByRole("article", { name: "Words the platform uses" });
    for (const { title, text } of Object.values(t.terms)) {
      expect(words.textContent).toContain(title);
      expect(words.textContent).toContain(text);
    }
  });
});
