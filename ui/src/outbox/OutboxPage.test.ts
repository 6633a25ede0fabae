import { cleanup, render, screen } from "@testing-library/svelte";
import { afterEach, expect, it } from "vitest";

import { aPlanEntry } from "../bridge/fake-plans";
import { aProblem, fakeShell } from "../bridge/fake-shell";
import OutboxPage from "./OutboxPage.svelte";

afterEach(cleanup);

it("names a plan that can't be read beside the others", async () => {
  const detail = "the column intent of row 7 in the table plans cannot be read";
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
