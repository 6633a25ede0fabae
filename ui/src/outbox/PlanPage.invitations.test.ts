/**
 * An invitation that was sent can be resent, revoked or corrected as far as the platform is able
 * to, and its line says what became of it.
 */

import { cleanup, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { StepCan } from "../bridge";
import { individualChain } from "../bridge/fake-plans";
import { aProblem, refuse } from "../bridge/fake-shell";
import { everythingFits } from "../parts/fake-layout";
import { announce } from "../state/announce.svelte";
import { lineOf, show } from "./fake-plan-page";

afterEach(() => {
  cleanup();
  announce.dismiss();
});

beforeEach(everythingFits);

describe("an invitation that was taken", () => {
  const details = async (name: string) => {
    await userEvent.click(screen.getByText(name, { selector: "[role=gridcell] bdi" }));
    return within(await screen.findByRole("dialog", { name }));
  };

  it("is resent where the platform can, and revoked after a question", async () => {
    const can: StepCan[] = ["resend", "correctAddress", "revoke"];
    const chain = individualChain("Ada", ["done", "done", "done"], { can });
    const { asked } = await show(
      chain,
      {},
      { invitation_resend: () => null, invitation_revoke: () => null },
    );
    const dialog = await details("Ada");
    expect(dialog.queryByRole("button", { name: "Invite again" })).toBeNull();
    await userEvent.click(dialog.getByRole("button", { name: "Resend invitation" }));
    const step = chain[2]?.step;
    expect(asked).toContainEqual({ name: "invitation_resend", request: { step } });
    await expect
      .poll(() => announce.toast?.text)
      .toBe("The platform is resending the invitation to ada@uni.example.");
    await userEvent.click(dialog.getByRole("button", { name: "Revoke invitation" }));
    const ask = within(await screen.findByRole("alertdialog"));
    expect(ask.getByText(/an administrator can restore the instance/u)).toBeTruthy();
    expect(asked.map((one) => one.name)).not.toContain("invitation_revoke");
    await userEvent.click(ask.getByRole("button", { name: "Revoke and delete" }));
    expect(asked).toContainEqual({ name: "invitation_revoke", request: { step } });
  });

  it("is sent again as a new one elsewhere, and it says when the last email went", async () => {
    const chain = individualChain("Ada", ["done", "done", "done"], {
      settledAt: "2026-03-02T09:00:00Z",
      can: ["inviteAgain", "correctAddress"],
    });
    const { asked } = await show(chain);
    const dialog = await details("Ada");
    expect(dialog.queryByRole("button", { name: "Revoke invitation" })).toBeNull();
    await userEvent.click(dialog.getByRole("button", { name: "Invite again" }));
    const ask = within(await screen.findByRole("alertdialog"));
    expect(ask.getByText(/The platform accepted the last invitation .*2 March/u)).toBeTruthy();
    await userEvent.click(ask.getByRole("button", { name: "Invite again" }));
    expect(asked).toContainEqual({
      name: "steps_do",
      request: { steps: [chain[2]?.step], action: "inviteAgain" },
    });
  });

  it("goes to a corrected address, and what is wrong with that one is said beside it", async () => {
    const answers: (() => unknown)[] = [() => refuse("personAddress"), () => ({ plan: "p99" })];
    const { asked } = await show(
      individualChain("Ada", ["done", "done", "done"], { can: ["correctAddress"] }),
      {},
      { address_correct: () => answers.shift()?.() },
    );
    const dialog = await details("Ada");
    await userEvent.click(dialog.getByRole("button", { name: "Correct address" }));
    const field = dialog.getByLabelText<HTMLInputElement>("Corrected address");
    expect(field.value).toBe("ada@uni.example");
    const send = dialog.getByRole<HTMLButtonElement>("button", { name: "Invite this address" });
    expect(send.disabled).toBe(true);
    await userEvent.clear(field);
    await userEvent.type(field, "ada@uni..example");
    await userEvent.click(send);
    expect((await dialog.findByRole("alert")).textContent).toContain("isn't valid");
    await userEvent.clear(field);
    await userEvent.type(field, "ada@uni.edu");
    await userEvent.click(send);
    expect(asked).toContainEqual({
      name: "address_correct",
      request: { step: "Ada invite", address: "ada@uni.edu" },
    });
    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
    expect(announce.toast?.text).toBe("ada@uni.edu will be invited in 10 seconds.");
  });

  it("that was revoked or corrected says so in its line, and needs nobody", async () => {
    const [create, distribute, invite] = individualChain("Ada", ["done", "done", "cancelled"]);
    const [other, material, addressCorrected] = individualChain("Max", ["done", "done", "done"]);
    if (!create || !distribute || !invite || !other || !material || !addressCorrected)
      throw new Error("six");
    await show([
      create,
      distribute,
      { ...invite, problem: aProblem("revoked"), standing: "revoked" },
      other,
      material,
      {
        ...addressCorrected,
        problem: aProblem("addressCorrected", { about: "max@uni.edu" }),
        standing: "addressCorrected",
      },
    ]);
    const steps = "Instance created Material distributed";
    expect(lineOf("Ada")).toBe(`Ada ada@uni.example ${steps} Revoked Revoked`);
    const corrected = "Invited · address corrected";
    expect(lineOf("Max")).toBe(`Max max@uni.example ${steps} ${corrected} ${corrected}`);
    expect(screen.queryByRole("button", { name: /revoked/u })).toBeNull();
    const dialog = await details("Max");
    expect(dialog.getByText("max@uni.edu")).toBeTruthy();
    expect(dialog.queryByRole("button", { name: "Correct address" })).toBeNull();
  });
});
