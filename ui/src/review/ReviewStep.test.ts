/**
 * The review says in one sentence what sending will do, sends exactly that, and isn't sent while a
 * row of it still has to be fixed.
 */

import { screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";

import type { RowsChanged } from "../bridge";
import { anIntent, aReview } from "../bridge/fake-plans";
import { fakeShell, refuse, requestsOf } from "../bridge/fake-shell";
import { aDraft, aFinding, aRow } from "../drafts/fake-drafts";
import { openDraft } from "../drafts/open-draft.svelte";
import { everythingFits } from "../parts/fake-layout";
import { router } from "../state/router.svelte";
import { session } from "../state/session.svelte";
import { ada, max, show } from "./fake-review-step";

beforeEach(everythingFits);

describe("the review", () => {
  it("says in one sentence what will happen, and sends exactly what was reviewed", async () => {
    const asked = fakeShell({ review: () => aReview(), send: () => ({ plan: "p1" }) });
    show();
    const button = await screen.findByRole("button", { name: "Invite 104 people" });
    expect(document.body.textContent).toContain(
      "104 people will get an email inviting them to Room A in Finance I as editors. 1 person is already in.",
    );
    expect(screen.getByText("All 104 requests, in order")).toBeTruthy();
    await userEvent.click(button);
    expect(asked).toContainEqual({
      name: "send",
      request: { draft: "d1", fingerprint: "f1", skip: false },
    });
    await expect.poll(() => router.route).toEqual({ page: "plan", plan: "p1" });
  });

  it("asks once about a list that may have been sent before the data was restored", async () => {
    let allowed = false;
    const asked = fakeShell({
      review: () => aReview({ obstacle: allowed ? null : { why: "maybeSent" } }),
      draft_allow_sending: () => {
        allowed = true;
      },
      send: () => ({ plan: "p1" }),
    });
    show();
    expect(await screen.findByText(/people may get a second email/u)).toBeTruthy();
    const button = screen.getByRole("button", { name: "Invite 104 people" });
    await userEvent.click(button);
    expect(asked.map((one) => one.name)).not.toContain("send");
    await userEvent.click(screen.getByRole("button", { name: "Allow sending" }));
    expect(asked).toContainEqual({ name: "draft_allow_sending", request: { draft: "d1" } });
    await expect.poll(() => button.getAttribute("aria-disabled")).toBe("false");
    await userEvent.click(button);
    expect(asked.map((one) => one.name)).toContain("send");
  });

  it("is blocked while an address can't be right, and says so", async () => {
    const asked = fakeShell({
      review: () =>
        aReview({
          toFix: [{ row: "7", name: "", address: "s.rossi@.uni.example" }],
          obstacle: { why: "toFix", people: 1 },
        }),
    });
    const told = show();
    expect(await screen.findByText(/1 address isn't valid/u)).toBeTruthy();
    const button = screen.getByRole("button", { name: "Invite 104 people" });
    expect(button.getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(button);
    expect(asked.map((one) => one.name)).not.toContain("send");
    await userEvent.click(screen.getByRole("button", { name: "Go to list" }));
    expect(told.ontolist).toHaveBeenCalledOnce();
  });

  it("skips the addresses that aren't valid if nothing else is in the way, and says so", async () => {
    const asked = fakeShell({
      review: () =>
        aReview({
          toInvite: 3,
          toFix: [{ row: "7", name: "", address: "s.rossi@.uni.example" }],
          obstacle: { why: "toFix", people: 1 },
          skips: 1,
        }),
      send: () => ({ plan: "p1" }),
    });
    show();
    await userEvent.click(await screen.findByRole("button", { name: "Invite 3, skip 1" }));
    const request = { draft: "d1", fingerprint: "f1", skip: true };
    expect(asked).toContainEqual({ name: "send", request });
  });

  it("groups people by what happens to them, and fixes or skips an address in its row", async () => {
    const fix = "s.rossi@uni.example";
    const row = aRow("7", 1, {
      address: "s.rossi@.uni.example",
      fix,
      status: "toFix",
      findings: [aFinding({ reason: "dotAfterAt", fix })],
    });
    const fixed: RowsChanged = {
      changedAt: "2026-10-12T10:00:00Z",
      changed: [{ ...row, address: fix, fix: null, status: "fine", findings: [] }],
      removed: [],
      counts: { all: 1, toFix: 0, toCheck: 0, alreadyIn: 0, skipped: 0 },
      steps: [],
      history: { undo: null, redo: null },
    };
    let toFix = true;
    const asked = fakeShell({
      draft_open: () => aDraft({ id: "d1", rows: [row] }),
      draft_fix: () => {
        toFix = false;
        return fixed;
      },
      review: () =>
        aReview({
          toInvite: 1,
          newPeople: [ada],
          alreadyIn: [max],
          toFix: toFix ? [{ row: "7", name: "Sofia Rossi", address: row.address }] : [],
          obstacle: toFix ? { why: "toFix", people: 1 } : null,
          skips: toFix ? 1 : 0,
        }),
    });
    await openDraft.open("d1");
    show();
    await screen.findByRole("treegrid", { name: "Recipients" });
    const lines = (): string[] =>
      within(screen.getByRole("treegrid", { name: "Recipients" }))
        .getAllByRole("row")
        .slice(1)
        .map((line) => line.textContent.replace(/\s+/gu, " ").trim());
    expect(lines()).toHaveLength(6);
    expect(lines()[0]).toContain("Fix before sending 1");
    expect(lines()[1]).toMatch(/Sofia Rossi.*s\.rossi@\.uni\.example.*s\.rossi@uni\.example/u);
    expect(lines()[1]).toContain("There's a dot right after the @");
    expect(lines()[2]).toContain("New 1");
    expect(lines()[3]).toContain("Not invited");
    expect(lines()[4]).toContain("Already in 1");
    expect(lines()[5]).toContain("Joined");
    await userEvent.click(screen.getByText("Already in"));
    expect(lines()).toHaveLength(5);
    await userEvent.click(screen.getByRole("button", { name: "Fix" }));
    await screen.findByRole("button", { name: "Invite 1 person" });
    expect(asked).toContainEqual({ name: "draft_fix", request: { draft: "d1", rows: ["7"] } });
    expect(lines()[0]).toContain("New 1");
  });

  it("shows of the email what is known, and where it leads", async () => {
    fakeShell({ review: () => aReview() });
    session.accounts = [
      { id: "a", name: "A", address: "https://platform.example", kind: "platform", key: "kept" },
    ];
    session.accountId = "a";
    show();
    expect(
      await screen.findByText("Leads to platform.example, where they sign up or sign in"),
    ).toBeTruthy();
    expect(screen.getByText("Room A in Finance I")).toBeTruthy();
  });

  it("shows the draft as it is when it has changed meanwhile, and sends nothing", async () => {
    const asked = fakeShell({
      review: () => aReview(),
      send: () => refuse("draftChanged"),
    });
    show();
    await userEvent.click(await screen.findByRole("button", { name: "Invite 104 people" }));
    expect((await screen.findByRole("alert")).textContent).toContain("The draft has changed");
    await expect.poll(() => requestsOf(asked, "review").length).toBe(2);
  });

  it("says why Cohort itself doesn't send the draft, and shows what is in the way", async () => {
    const asked = fakeShell({
      review: () => aReview(),
      send: () => refuse("draftNotTheirs"),
    });
    show();
    await userEvent.click(await screen.findByRole("button", { name: "Invite 104 people" }));
    const said = (await screen.findByRole("alert")).textContent;
    expect(said).toContain("The slug of an individual instance belongs to another instance");
    expect(said).not.toContain("rejected");
    await expect.poll(() => requestsOf(asked, "review").length).toBe(2);
  });

  it("warns of what administrators can do", async () => {
    fakeShell({
      review: () =>
        aReview({
          toInvite: 1,
          intent: anIntent({ purpose: "administrators", instance: null, instanceName: null }),
        }),
    });
    show();
    expect(await screen.findByText(/can do everything that you can do here/u)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Invite 1 person" })).toBeTruthy();
  });
});
