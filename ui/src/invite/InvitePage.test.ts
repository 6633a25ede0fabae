/**
 * The wizard has the steps that the shell says, holds the button back while a step lacks something,
 * and loses nothing on the way back.
 */

import { cleanup, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import type { IntentChoice, DraftStep, Intent, InvitationStep } from "../bridge";
import { anIntent, aReview, noInstances } from "../bridge/fake-plans";
import { fakeShell } from "../bridge/fake-shell";
import { aSpace } from "../bridge/fake-space";
import { aDraft, aRow, stepsLacking } from "../drafts/fake-drafts";
import { openDraft } from "../drafts/open-draft.svelte";
import InvitePage from "./InvitePage.svelte";

const rows = ["Ada", "Max"].map((name, place) =>
  aRow(name, place, { name, address: `${name.toLowerCase()}@uni.example` }),
);

/** Keeps a draft as the shell does, as far as the wizard's steps go. */
type Kept = { intent: Intent; step: DraftStep; steps: InvitationStep[] };
const show = async (kept: Kept, people = rows) => {
  const counts = { all: people.length, toFix: 0, toCheck: 0, alreadyIn: 0, skipped: 0 };
  const draft = () => aDraft({ ...kept, rows: people, counts });
  const asked = fakeShell({
    space: () =>
      aSpace([], {
        ...{ account: "a", org: "o", slug: "s" },
        purposes: [
          { purpose: "individual", obstacle: null, ways: [] },
          { purpose: "administrators", obstacle: null, ways: [] },
        ],
        roles: ["editor", "viewer"],
        steps: stepsLacking({ purpose: "purpose" }),
      }),
    draft_open: draft,
    draft_step: () => null,
    draft_intent: ({ choice, step }: { choice: IntentChoice; step: DraftStep }) => {
      // What a snapshot is called is known to the shell alone, and no test here chooses one.
      if (!("snapshot" in choice)) kept.intent = { ...kept.intent, ...choice };
      kept.step = step;
      kept.steps = stepsLacking({});
      return draft();
    },
    snapshots: () => ({ distributed: null, known: true, sources: [], seenAt: null }),
    review: () => aReview({ intent: kept.intent, instances: { ...noInstances, create: 2 } }),
  });
  render(InvitePage, {
    route: { page: "invite", account: "a", org: "o", space: "s", draft: "d1" },
  });
  await screen.findByRole("heading", { name: "Invite people to Finance I" });
  await expect.poll(() => openDraft.reading).toBe(false);
  return { asked, kept };
};

const stepNames = (): (string | undefined)[] =>
  within(screen.getByRole("list", { name: "Steps" }))
    .getAllByRole("button")
    .map((button) => /[A-Z][a-z ]+/u.exec(button.textContent)?.[0].trim());
const next = (name: string): HTMLElement => screen.getByRole("button", { name: `Next: ${name}` });

describe("the wizard", () => {
  it("goes from what for over who and with what to the review, and back without loss", async () => {
    const { kept } = await show({
      intent: anIntent({ purpose: null, instance: null }),
      step: "purpose",
      steps: stepsLacking({ purpose: "purpose" }),
    });
    expect(next("People").getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(
      screen.getByRole("radio", { name: /^With an individual instance each/u }),
    );
    await expect.poll(() => next("People").getAttribute("aria-disabled")).toBe("false");
    await userEvent.click(next("People"));
    await userEvent.click(next("Material"));
    await screen.findByText(/Nothing has been distributed yet/u);
    await userEvent.click(screen.getByRole("radio", { name: /^Nothing/u }));
    await expect.poll(() => kept.intent.material).toBe("nothing");
    await userEvent.click(next("Review"));
    await screen.findByRole("button", { name: "Create 2 instances and invite 104 people" });
    await userEvent.click(screen.getByRole("button", { name: "Back" }));
    const nothing = await screen.findByRole<HTMLInputElement>("radio", { name: /^Nothing/u });
    expect(nothing.checked).toBe(true);
  });

  it("doesn't go on before a snapshot is chosen, and says so", async () => {
    await show({
      intent: anIntent({ purpose: "groups", material: "snapshot", instance: null }),
      step: "material",
      steps: stepsLacking({ material: "snapshot" }),
    });
    const button = await screen.findByRole("button", { name: "Next: Review" });
    expect(button.getAttribute("aria-disabled")).toBe("true");
    expect(button.getAttribute("title")).toBe("Choose a snapshot.");
  });

  it("has the steps that the shell says", async () => {
    const intent = anIntent({ purpose: "administrators", instance: null });
    await show({
      intent,
      step: "people",
      steps: stepsLacking({}, ["purpose", "people", "review"]),
    });
    expect(stepNames()).toEqual(["Access", "People", "Review"]);
    expect(next("Review")).toBeTruthy();
    cleanup();
    await show({ intent: anIntent(), step: "people", steps: stepsLacking({}) });
    await expect.poll(stepNames).toEqual(["Access", "People", "Material", "Review"]);
  });
});
