/**
 * New instances can start with everything distributed so far, with a snapshot or with nothing, and
 * what was never read isn't taken for what isn't there.
 */

import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import type { IntentChoice, Intent, SnapshotContents, SnapshotRef, Snapshots } from "../bridge";
import { individualIntent } from "../bridge/fake-plans";
import { fakeShell, refuse } from "../bridge/fake-shell";
import MaterialStep from "./MaterialStep.svelte";

const year = new Date().getFullYear();
const week3: SnapshotRef = {
  instance: "distributed",
  instanceName: "Distributed",
  slug: "week_3",
  name: "Week 3 material",
  at: `${year}-10-12T08:00:00Z`,
};
const read = (more: Partial<Snapshots> = {}): Snapshots => ({
  distributed: week3,
  known: true,
  sources: [
    {
      instance: "master",
      instanceName: "Master",
      snapshots: [
        { slug: "old", name: "Before the term", description: null, at: "2024-08-02T08:00:00Z" },
        {
          slug: "new",
          name: "Week 2",
          description: "with solutions",
          at: `${year}-10-05T08:00:00Z`,
        },
      ],
    },
    {
      instance: "tutors",
      instanceName: "Tutors' room",
      snapshots: [{ slug: "x", name: "Draft", description: null, at: null }],
    },
  ],
  seenAt: null,
  ...more,
});
const contents = (more: Partial<SnapshotContents> = {}): SnapshotContents => ({
  files: 12,
  applications: 2,
  tables: 0,
  cannot: [],
  ...more,
});
const space = { account: "a", org: "o", space: "s" };

const show = (intent: Intent, handlers: Parameters<typeof fakeShell>[0] = {}) => {
  const asked = fakeShell({ snapshots: () => read(), material: () => contents(), ...handlers });
  const onchoose = vi.fn<(choice: IntentChoice) => void>();
  const { materials } = intent;
  const { rerender } = render(MaterialStep, { intent, materials, space, onchoose });
  return { asked, onchoose, rerender };
};

describe("what new instances hold", () => {
  it("is what was distributed so far, with its name and its day", async () => {
    const { onchoose } = show(individualIntent());
    const choice = await screen.findByRole("radio", { name: "Everything distributed so far" });
    expect((choice as HTMLInputElement).checked).toBe(true);
    await screen.findByText("Week 3 material");
    expect(document.body.textContent).toContain("Latest: Week 3 material (12 October)");
    expect(
      await screen.findByText("The material contains 12 files and 2 applications."),
    ).toBeTruthy();
    // A draft may lie for weeks: the newest is looked up for the review.
    expect(onchoose).not.toHaveBeenCalled();
  });

  it("is nothing yet where nothing was distributed", async () => {
    const { onchoose } = show(individualIntent(), { snapshots: () => read({ distributed: null }) });
    expect(
      await screen.findByText(
        "Nothing has been distributed yet. You can continue, and distribute material later from the Instances tab.",
      ),
    ).toBeTruthy();
    expect(onchoose).not.toHaveBeenCalled();
  });

  it("is looked up at departure where it was never read, and one can go on", async () => {
    show(individualIntent(), {
      snapshots: () => refuse("offline"),
    });
    expect(
      await screen.findByText(/Before it sends anything, Cohort checks what was distributed last/u),
    ).toBeTruthy();
    expect(screen.getByRole("alert").textContent).toContain("Can't reach the platform");
    expect(screen.getByRole("radio", { name: /^Nothing/u })).toBeTruthy();
  });

  it("is chosen by instance and then by snapshot, the newest first", async () => {
    const intent = individualIntent({ material: "snapshot" });
    const { onchoose } = show(intent);
    await userEvent.click(await screen.findByRole("button", { name: "Tutors' room 1" }));
    expect(screen.getByRole("radio", { name: "Draft No date" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Master 2" }));
    const shown = within(screen.getByRole("radiogroup", { name: "Snapshots, newest first" }));
    const names = shown.getAllByRole("radio").map((radio) => radio.closest("label")?.textContent);
    expect(names.map((name) => name?.trim().slice(0, 6))).toEqual(["Week 2", "Before"]);
    await userEvent.click(screen.getByRole("radio", { name: "Week 2 5 October with solutions" }));
    expect(onchoose).toHaveBeenLastCalledWith({
      snapshot: { instance: "master", slug: "new" },
    });
  });

  it("doesn't claim that there are no snapshots where they were never read", async () => {
    show(individualIntent({ material: "snapshot" }), {
      snapshots: () => read({ known: false, distributed: null, sources: [] }),
    });
    expect(await screen.findByText(/Connect to the platform to choose one/u)).toBeTruthy();
    expect(screen.queryByText(/This space has no snapshot/u)).toBeNull();
  });

  it("names what can't be distributed", async () => {
    const { asked } = show(individualIntent({ material: "snapshot", snapshot: week3 }), {
      material: () =>
        contents({
          files: 1,
          applications: 0,
          cannot: [
            { name: ".bashrc", why: "home" },
            { name: "notes.md", why: "noPath" },
          ],
        }),
    });
    expect(await screen.findByText("2 items can't be distributed")).toBeTruthy();
    expect(document.body.textContent).toMatch(/\.bashrc\s+is in a home folder/u);
    expect(document.body.textContent).toMatch(/notes\.md\s+has no path/u);
    expect(asked).toContainEqual({
      name: "material",
      request: { ...space, instance: "distributed", snapshot: "week_3" },
    });
  });

  it("can be nothing", async () => {
    const { onchoose } = show(individualIntent({ snapshot: week3 }));
    await userEvent.click(await screen.findByRole("radio", { name: "Nothing" }));
    expect(onchoose).toHaveBeenLastCalledWith({ material: "nothing" });
  });

  it("is filtered by instance where there are many", async () => {
    const sources = Array.from({ length: 300 }, (_, place) => ({
      instance: `i${place}`,
      instanceName: `Group ${place}`,
      snapshots: [{ slug: "x", name: "Draft", description: null, at: null }],
    }));
    show(individualIntent({ material: "snapshot" }), { snapshots: () => read({ sources }) });
    await screen.findByText("200 of 300 shown. Type to narrow down the list.");
    await userEvent.type(screen.getByRole("searchbox", { name: "Filter instances" }), "group 299");
    await userEvent.click(screen.getByRole("button", { name: "Group 299 1" }));
    expect(screen.getAllByRole("button", { name: /^Group/u })).toHaveLength(1);
  });
});
