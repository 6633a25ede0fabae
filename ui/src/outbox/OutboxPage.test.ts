/**
 * The page Activity keeps plans that are under way apart from finished ones, and shows one that
 * can't be read without losing the others.
 */

import { render, screen } from "@testing-library/svelte";
import { expect, it } from "vitest";

import { aPlanEntry, countsOf } from "../bridge/fake-plans";
import { aProblem, fakeShell } from "../bridge/fake-shell";
import { session } from "../state/session.svelte";
import OutboxPage from "./OutboxPage.svelte";

it("names a plan that can't be read beside the others", async () => {
  const detail = "the column intent of row 7 in the table plans can't be read";
  fakeShell({
    outbox: () => ({
      plans: [aPlanEntry()],
      unreadable: [{ plan: "7", problem: aProblem("dataUnreadable", { detail }) }],
    }),
  });
  render(OutboxPage);
  expect(await screen.findByText("Plan 7 can't be read")).toBeTruthy();
  expect(screen.getByText(detail)).toBeTruthy();
  expect(screen.getByText("Finance I")).toBeTruthy();
});

it("keeps what is under way and what is done apart, and counts people in both", async () => {
  fakeShell({
    outbox: () => ({
      plans: [
        aPlanEntry({ id: "2", people: countsOf({ done: 30, remaining: 18 }) }),
        aPlanEntry({ id: "1", state: "settled", people: countsOf({ done: 4, already: 1 }) }),
      ],
      unreadable: [],
    }),
  });
  render(OutboxPage);
  await screen.findByText("30 of 48 people");
  const rows = screen
    .getAllByRole("row")
    .map((row) => row.textContent.replace(/\s+/gu, " ").trim());
  expect(rows[1]).toBe("Under way 1");
  expect(rows[2]).toContain("30 of 48 people");
  expect(rows[3]).toBe("Done 1");
  expect(rows[4]).toContain("4 people invited, 1 already in");
});

it("takes the place of the notice that something is on hold", async () => {
  session.notices = [
    { what: "plansHeld", count: 1 },
    { what: "dataRestored", unsettled: 2, drafts: 0 },
  ];
  const held = aPlanEntry({ state: "held", asksUser: true });
  fakeShell({ outbox: () => ({ plans: [held], unreadable: [] }) });
  render(OutboxPage);
  const state = await screen.findByText("On hold");
  expect(state.parentElement?.querySelector("svg")?.getAttribute("data-state")).toBe("failed");
  expect(session.notices.map((notice) => notice.what)).toEqual(["dataRestored"]);
});
