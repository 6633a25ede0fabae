/**
 * An instance to add is a draft from the first key on, its snapshot stays chosen, and a name whose
 * slug is taken is given another slug.
 */

import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import type {
  CheckedInstances,
  IntentChoice,
  Intent,
  NewInstance,
  NewInstances,
  Snapshots,
} from "../bridge";
import { aReview, anIntent, noInstances } from "../bridge/fake-plans";
import { fakeShell } from "../bridge/fake-shell";
import { aSpace } from "../bridge/fake-space";
import { aDraft, stepsLacking } from "../drafts/fake-drafts";
import { openDraft } from "../drafts/open-draft.svelte";
import AddInstancePage from "./AddInstancePage.svelte";

const creationSteps = ["material", "names", "review"] as const;
const nameless = stepsLacking({ names: "names" }, creationSteps);

/** What the shell says of a form: that group_a is taken, and nothing else. */
const check = (form: NewInstances): CheckedInstances => {
  const names = form.several
    ? form.names.split("\n").filter((line) => line.trim() !== "")
    : [form.name].filter((name) => name !== "");
  const list = names.map((name): NewInstance => {
    const chosen = form.several ? form.slugs[name] : form.slug;
    const slug = chosen ?? name.toLowerCase().replaceAll(" ", "_");
    const taken = slug === "group_a";
    return {
      name,
      slug,
      problem: taken
        ? { why: "slugTaken", suggestion: "group_a_2", by: "Group A", characters: null }
        : null,
    };
  });
  const wrong = list.filter((one) => one.problem !== null).length;
  const descriptionTooLong = form.description.length > 20 ? form.description.length : null;
  return {
    list,
    descriptionTooLong,
    tooMany: null,
    toFix: wrong + (descriptionTooLong === null ? 0 : 1),
    longestText: 20,
    most: 2000,
  };
};

const master: Snapshots["sources"][number] = {
  instance: "master",
  instanceName: "Master",
  snapshots: [
    { slug: "week_1", name: "Week 1", at: "2026-09-21T09:00:00Z", description: null },
    { slug: "week_2", name: "Week 2", at: "2026-10-05T09:00:00Z", description: "Discounting" },
  ],
};

const shownAs = ({ instance, slug }: { instance: string; slug: string }) => {
  const found = master.snapshots.find((one) => one.slug === slug);
  return { instance, instanceName: "Master", slug, name: found?.name ?? "", at: found?.at ?? null };
};

const show = async (sources: Snapshots["sources"] = [master]) => {
  let intent: Intent = anIntent({
    purpose: "instances",
    instance: null,
    material: "nothing",
    materials: ["nothing", "snapshot"],
  });
  const draft = () => {
    const checked = check(intent.newInstances);
    const lack =
      checked.list.length === 0 ? "names" : checked.toFix > 0 ? ("namesToFix" as const) : undefined;
    return aDraft({
      intent,
      step: "material",
      steps: stepsLacking(lack === undefined ? {} : { names: lack }, creationSteps),
      newInstances: checked,
    });
  };
  const asked = fakeShell({
    space: () => aSpace([], { account: "a", org: "o", slug: "s", creationSteps: nameless }),
    draft_new: draft,
    draft_step: () => null,
    draft_intent: ({ choice }: { choice: IntentChoice }) => {
      intent =
        "snapshot" in choice
          ? { ...intent, material: "snapshot", snapshot: shownAs(choice.snapshot) }
          : { ...intent, ...choice };
      return draft();
    },
    snapshots: () => ({ distributed: null, known: true, sources, seenAt: null }),
    material: () => ({ files: 3, applications: 0, tables: 0, cannot: [] }),
    review: () =>
      aReview({
        intent,
        toInvite: 0,
        instances: {
          ...noInstances,
          create: check(intent.newInstances).list.length,
          newInstances: check(intent.newInstances).list,
        },
      }),
  });
  render(AddInstancePage, {
    route: { page: "addInstance", account: "a", org: "o", space: "s", draft: null },
  });
  await screen.findByRole("heading", { name: "Add instance to Finance I" });
  await expect.poll(() => openDraft.reading).toBe(false);
  return { asked, form: () => intent.newInstances };
};

const user = userEvent.setup();
const toNames = () =>
  user.click(screen.getByRole("button", { name: "Next: Name and description" }));
const next = () => screen.getByRole("button", { name: "Next: Review" });

describe("adding an instance", () => {
  it("shows the snapshots of an instance newest first and keeps the chosen one", async () => {
    await show();
    await user.click(screen.getByRole("radio", { name: "A snapshot" }));
    const names = await screen.findAllByRole("radio", { name: /^Week/u });
    expect(names.map((each) => each.closest("label")?.textContent.trim().slice(0, 6))).toEqual([
      "Week 2",
      "Week 1",
    ]);
    const [newest] = names;
    if (newest) await user.click(newest);
    await screen.findByText("The material contains 3 files.");
    expect(screen.getByTestId("saved").textContent).toContain("Starts with Week 2");
  });

  it("says that there is no snapshot yet, and starts with nothing instead", async () => {
    await show([]);
    await user.click(screen.getByRole("radio", { name: "A snapshot" }));
    await screen.findByText("This space has no snapshot yet");
    await user.click(screen.getByRole("button", { name: "Start with nothing" }));
    await screen.findByText(/The instance starts empty/u);
  });

  it("is a draft from the first key, and offers a slug where one is taken", async () => {
    const { form } = await show();
    await toNames();
    expect(next().getAttribute("aria-disabled")).toBe("true");
    await user.type(screen.getByLabelText("Name"), "Group A");
    await screen.findByText("Change the slug to continue");
    expect(screen.getByLabelText("Slug").getAttribute("aria-invalid")).toBe("true");
    expect(next().getAttribute("aria-disabled")).toBe("true");
    await user.click(screen.getByRole("button", { name: "Use group_a_2" }));
    await expect.poll(() => next().getAttribute("aria-disabled")).toBe("false");
    expect(form()).toMatchObject({ name: "Group A", slug: "group_a_2" });
    await user.click(next());
    await screen.findByText(/will be created in/u);
    expect(screen.getByRole("button", { name: "Create 1 instance" })).toBeTruthy();
  });

  it("takes a list of names, each with its slug, and keeps both forms", async () => {
    const { form } = await show();
    await toNames();
    await user.type(screen.getByLabelText("Name"), "Alone");
    await user.click(screen.getByRole("radio", { name: "Several instances" }));
    await user.click(screen.getByLabelText("Names, one on each line"));
    await user.paste("Reds\nGroup A");
    await user.click(await screen.findByRole("button", { name: "Use group_a_2 for Group A" }));
    await expect.poll(() => next().getAttribute("aria-disabled")).toBe("false");
    expect(form()).toMatchObject({ name: "Alone", slugs: { "Group A": "group_a_2" } });
    await user.click(screen.getByRole("radio", { name: "One instance" }));
    expect(screen.getByLabelText<HTMLInputElement>("Name").value).toBe("Alone");
  });

  it("says that a description is too long, and by how much", async () => {
    await show();
    await toNames();
    await user.type(screen.getByLabelText("Name"), "Reds");
    await user.click(screen.getByLabelText(/^Description/u));
    await user.paste("d".repeat(21));
    await screen.findByText("The description has 21 characters. Shorten it to 20.");
    await screen.findByText("Shorten the description to continue");
    expect(next().getAttribute("aria-disabled")).toBe("true");
  });
});
