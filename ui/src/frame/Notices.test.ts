/**
 * The notice that data was restored or copied goes away with an answer that was kept, and stays if
 * the answer couldn't be kept.
 */

import { cleanup, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";

import { fakeShell, refuse } from "../bridge/fake-shell";
import { announce } from "../state/announce.svelte";
import { session } from "../state/session.svelte";
import Notices from "./Notices.svelte";

// Compiling it takes longer than a test waits.
import "./later";

afterEach(() => {
  cleanup();
  announce.dismiss();
  session.notices = [];
});

describe("data that were restored or copied", () => {
  it("are said at the start, and settled with one answer", async () => {
    const asked = fakeShell({
      restored_data_resume: () => null,
      outbox: () => ({ plans: [], unreadable: [] }),
    });
    session.notices = [{ what: "dataRestored", unsettled: 41, drafts: 0 }];
    render(Notices);
    expect(document.body.textContent).toMatch(/41 unfinished steps/u);
    await userEvent.click(screen.getByRole("button", { name: "Check, then resume" }));
    await expect.poll(() => session.notices).toEqual([]);
    expect(asked.map((one) => one.name)).toContain("restored_data_resume");
  });

  it("stay said when the answer couldn't be kept", async () => {
    fakeShell({
      restored_data_resume: () => refuse("diskFull"),
      outbox: () => ({ plans: [], unreadable: [] }),
    });
    session.notices = [{ what: "dataRestored", unsettled: 1, drafts: 0 }];
    render(Notices);
    await userEvent.click(screen.getByRole("button", { name: "Check, then resume" }));
    await expect.poll(() => announce.toast?.problem?.code).toBe("diskFull");
    expect(session.notices).toHaveLength(1);
    expect(document.body.textContent).toMatch(/1 unfinished step,/u);
  });
});
