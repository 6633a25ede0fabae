/**
 * The question before the window closes begins on the safe answer, changes nothing when it is
 * dismissed, and says what would wait for the next start.
 */

import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import type { Question, Unsent } from "../bridge";
import { type Asked, fakeShell } from "../bridge/fake-shell";
import ClosingDialog from "./ClosingDialog.svelte";

const nothing: Unsent = { any: false, people: 0, instances: 0, targets: 0, inGrace: false };

const ask = (question: Question): Asked => {
  const asked = fakeShell({ question_answer: () => null });
  render(ClosingDialog, { question });
  return asked;
};

describe("what is asked before the window is closed", () => {
  it("begins with the keyboard on the safe answer", async () => {
    const asked = ask({ about: "firstClose", unsent: { ...nothing, any: true, people: 22 } });
    expect(document.body.textContent).toMatch(/22 people haven't been invited yet\./u);
    const keep = screen.getByRole("button", { name: "Keep running" });
    await expect.poll(() => document.activeElement).toBe(keep);
    await userEvent.keyboard("{Enter}");
    expect(asked).toEqual([{ name: "question_answer", request: "keepRunning" }]);
  });

  it("stays as it was when the question is dismissed", async () => {
    const asked = ask({ about: "quit", unsent: { ...nothing, any: true, instances: 1 } });
    expect(document.body.textContent).toMatch(/1 instance hasn't been created yet\./u);
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => asked).toEqual([{ name: "question_answer", request: "dismiss" }]);
  });

  it("says what is on hold at the next start", () => {
    ask({
      about: "quit",
      unsent: { any: true, people: 3, instances: 2, targets: 0, inGrace: true },
    });
    expect(document.body.textContent).toMatch(/3 people and 2 instances are still waiting/u);
    expect(document.body.textContent).toMatch(/stays on hold/u);
  });
});
