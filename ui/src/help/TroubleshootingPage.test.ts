/**
 * Troubleshooting checks what is open by itself, offers one button for what failed, and writes a
 * text for support in which nobody is named.
 */

import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { Check, Troubleshooting } from "../bridge";
import { aProblem, fakeShell, refuse, requestsOf } from "../bridge/fake-shell";
import { announce } from "../state/announce.svelte";
import { type Route, router } from "../state/router.svelte";
import { session } from "../state/session.svelte";
import { t } from "../texts";
import TroubleshootingPage from "./TroubleshootingPage.svelte";

const spaces = [{ org: "uni", slug: "finance_i", name: "Finance I" }];
const inFinance = {
  page: "troubleshooting",
  space: { org: "uni", space: "finance_i" },
} as const;

const passed = (of: Check["of"]): Check => ({ of, result: "passed", problem: null });
const failed = (of: Check["of"], code: "notAllowed" | "serverFault"): Check => ({
  of,
  result: "failed",
  problem: aProblem(code, { detail: "ada@uni.example", incident: "INC-7" }),
});
const found = (...checks: Check[]): Troubleshooting => ({
  checks,
  administrators: ["Jane Roe", "Max Meier"],
  facts: {
    version: "1.2.3",
    system: "linux (x86_64)",
    platform: "api.uni.example",
    at: "2026-03-02T10:42:00Z",
  },
});

type TroubleshootingRoute = Extract<Route, { page: "troubleshooting" }>;

const open = (result: Troubleshooting, route: TroubleshootingRoute = inFinance) => {
  const asked = fakeShell({
    troubleshoot: () => result,
    administrators_write: () => "opened",
  });
  render(TroubleshootingPage, { route, spaces });
  const requests = (name: string): unknown[] => requestsOf(asked, name);
  return { requests, user: userEvent.setup() };
};

beforeEach(() => {
  session.accountId = "practice";
  announce.dismiss();
});

describe("troubleshooting", () => {
  it("checks what is open by itself, and says what failed with one button that helps", async () => {
    const { requests, user } = open(
      found(passed("connection"), passed("key"), passed("space"), failed("role", "notAllowed")),
    );
    expect(await screen.findByText("The platform responds.")).toBeTruthy();
    expect(requests("troubleshoot")).toEqual([
      { account: "practice", space: { org: "uni", space: "finance_i" } },
    ]);
    const role = screen.getByText("You don't have permission to do this").closest("li");
    if (role === null) throw new Error("the check isn't in a list");
    expect(screen.getByText(/The administrators are/u).textContent).toContain("Jane Roe");
    await user.click(within(role).getByRole("button", { name: "Write to the administrators" }));
    expect(requests("administrators_write")).toMatchObject([
      { org: "uni", space: "finance_i", subject: "Access to Finance I" },
    ]);
  });

  it("checks another space when it is chosen", async () => {
    const { requests, user } = open(found(passed("connection")), { page: "troubleshooting" });
    await screen.findByText("The platform responds.");
    await user.selectOptions(screen.getByLabelText("Check for"), "Finance I");
    await expect.poll(() => requests("troubleshoot").length).toBe(2);
    expect(requests("troubleshoot")[1]).toMatchObject({ space: { space: "finance_i" } });
  });

  it("finds a cause by what the window calls its problem", async () => {
    const { user } = open(found());
    const search = screen.getByRole("searchbox", { name: "Describe what you see" });
    await user.type(search, "deleted in the last 24 hours");
    expect(screen.getByText("An instance or a space was deleted")).toBeTruthy();
    expect(screen.queryByText("There's no connection")).toBeNull();
    expect(screen.getByRole("status").textContent).toBe("1 cause");
    await user.click(screen.getByRole("button", { name: "Show instances" }));
    expect(router.route).toMatchObject({ page: "space", tab: "instances", space: "finance_i" });
    await user.clear(search);
    await user.type(search, "zebra");
    expect(screen.getByText(t.troubleshooting.causes.none)).toBeTruthy();
  });

  it("gives support a text with the incident number and without any person", async () => {
    const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    const { user } = open(found(failed("connection", "serverFault")));
    await screen.findByText("Something went wrong on the platform", { selector: "li *" });
    await user.type(screen.getByRole("searchbox"), "none of this helps");
    await user.click(screen.getByRole("button", { name: "Copy text for support" }));
    const text = write.mock.calls[0]?.[0] ?? "";
    expect(text).toContain("Cohort 1.2.3");
    expect(text).toContain("Connection: fails, serverFault, Incident number INC-7");
    expect(text).not.toContain("@");
    expect(text).not.toContain("Jane");
  });

  it("saves a copy for support, with people only if they're wanted, and says what went wrong", async () => {
    const answers = [
      () => ({ name: "support.json", folder: "/home/ada" }),
      () => null,
      () => refuse("exportOwnFolder", { about: "cohort.db" }),
    ];
    const asked = fakeShell({
      troubleshoot: () => found(),
      support_copy_save: () => answers.shift()?.(),
    });
    render(TroubleshootingPage, { route: inFinance, spaces });
    const user = userEvent.setup();
    const save = screen.getByRole("button", { name: "Save a copy for support…" });
    await user.click(save);
    expect(announce.toast?.text).toContain("Saved as support.json in /home/ada");
    announce.dismiss();
    await user.click(
      screen.getByRole("checkbox", { name: "Include people's names and addresses" }),
    );
    await user.click(save);
    expect(announce.toast).toBeNull();
    await user.click(save);
    expect(announce.toast?.problem?.code).toBe("exportOwnFolder");
    expect(announce.toast?.cures.tryAgain).toBeTruthy();
    expect(requestsOf(asked, "support_copy_save")).toEqual([
      { people: false },
      { people: true },
      { people: true },
    ]);
  });

  it("unfolds the cause of the problem that led here", () => {
    open(found(), { page: "troubleshooting", cause: "deleted" });
    const cause = screen.getByText("An instance or a space was deleted").closest("details");
    expect(cause?.open).toBe(true);
  });
});
