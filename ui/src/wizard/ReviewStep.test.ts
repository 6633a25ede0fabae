import { cleanup, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import type { Review } from "../bridge";
import { aProblem, fakeShell } from "../bridge/fake-shell";
import { where } from "../state/where.svelte";
import ReviewStep from "./ReviewStep.svelte";

const reviewed = (more: Partial<Review> = {}): Review => ({
  draft: "d1",
  aim: { purpose: "shared", instance: "g", instanceName: "Room A", role: "editor" },
  spaceName: "Finance I",
  fingerprint: "f1",
  toInvite: 104,
  alreadyIn: [{ name: "Max Meier", address: "max@uni.example" }],
  alreadyInvited: [],
  leftOut: [],
  doubles: [],
  toMend: [],
  toLookAt: 0,
  calls: [{ method: "POST", path: "/x", body: "{}" }],
  callsTotal: 104,
  seenAt: null,
  ...more,
});

const show = () => {
  const told = { onback: vi.fn(), ontolist: vi.fn(), onkeep: vi.fn() };
  render(ReviewStep, { draft: "d1", saved: "saved", ...told });
  return told;
};

afterEach(cleanup);

describe("the review", () => {
  it("says in one sentence what will happen, and sends exactly what was reviewed", async () => {
    const asked = fakeShell({ review: () => reviewed(), send: () => ({ plan: "p1" }) });
    show();
    const button = await screen.findByRole("button", { name: "Invite 104 people" });
    expect(document.body.textContent).toContain(
      "104 people get a mail that invites them into Room A of Finance I, as editors.",
    );
    expect(screen.getByText("Every call, in order (104)")).toBeTruthy();
    await userEvent.click(button);
    expect(asked).toContainEqual({ name: "send", request: { draft: "d1", fingerprint: "f1" } });
    await expect.poll(() => where.place).toEqual({ page: "plan", plan: "p1" });
  });

  it("is blocked while an address cannot be right, and says so", async () => {
    const asked = fakeShell({
      review: () => reviewed({ toMend: [{ name: "", address: "s.rossi@.uni.example" }] }),
    });
    const told = show();
    expect(await screen.findByText(/1 address cannot be right/u)).toBeTruthy();
    const button = screen.getByRole("button", { name: "Invite 104 people" });
    expect(button.getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(button);
    expect(asked.map((one) => one.name)).not.toContain("send");
    await userEvent.click(screen.getByRole("button", { name: "Go to the list" }));
    expect(told.ontolist).toHaveBeenCalledOnce();
  });

  it("shows the draft as it is when it has changed meanwhile, and sends nothing", async () => {
    const asked = fakeShell({
      review: () => reviewed(),
      send: () => {
        // The shell rejects with plain data, not with an Error.
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        throw aProblem("draftChanged");
      },
    });
    show();
    await userEvent.click(await screen.findByRole("button", { name: "Invite 104 people" }));
    expect((await screen.findByRole("alert")).textContent).toContain("The draft has changed");
    await expect.poll(() => asked.filter((one) => one.name === "review").length).toBe(2);
  });

  it("warns of what administrators can do", async () => {
    fakeShell({
      review: () =>
        reviewed({
          toInvite: 1,
          aim: { purpose: "administrators", instance: null, instanceName: null, role: "editor" },
        }),
    });
    show();
    expect(await screen.findByText(/can do everything you can do here/u)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Invite 1 person" })).toBeTruthy();
  });
});
