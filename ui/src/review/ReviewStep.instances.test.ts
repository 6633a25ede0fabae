/**
 * The review says which instances will be created and what they start with, and isn't sent while
 * the user hasn't said what becomes of those that exist, or a group can't have one.
 */

import { cleanup, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";

import type { Existing, IntentChoice, Review, ReviewGroupInstance } from "../bridge";
import { aReview, individualIntent, noInstances } from "../bridge/fake-plans";
import { fakeShell, refuse } from "../bridge/fake-shell";
import { everythingFits } from "../parts/fake-layout";
import { ada, max, show } from "./fake-review-step";

beforeEach(everythingFits);

const week3 = {
  instance: "distributed",
  instanceName: "Distributed",
  slug: "week_3",
  name: "Week 3 material",
  at: `${new Date().getFullYear()}-10-12T08:00:00Z`,
};

/** The review of a draft for one group with one person, which isn't sent because of that group. */
const barredGroup = (
  why: "addressGroups" | "notSharedGroups",
  group: ReviewGroupInstance,
): Review =>
  aReview({
    intent: individualIntent({ purpose: "groups" }),
    toInvite: 1,
    instances: { ...noInstances, groupInstances: [group] },
    obstacle: { why },
  });

describe("the instances in the review", () => {
  it("says what each individual instance starts with, and what the button makes", async () => {
    fakeShell({
      review: () =>
        aReview({
          intent: individualIntent(),
          alreadyIn: [ada, max],
          toFix: [{ row: "7", name: "", address: "s.rossi@.uni.example" }],
          createsInstances: true,
          instances: { ...noInstances, create: 104 },
          material: week3,
          materialKnown: true,
        }),
    });
    show();
    expect(await screen.findByRole("button", { name: /^Create 104 inst/u })).toBeTruthy();
    expect(document.body.textContent).toContain(
      "104 people will each get an individual instance in Finance I. Each new instance starts with Week 3 material (12 October). 2 people are already in. 1 address needs fixing.",
    );
    expect(screen.getByText("104, each named after the person's address")).toBeTruthy();
  });

  it("says nothing of material where every instance is there already", async () => {
    const existing = {
      group: "Red",
      name: "Red",
      slug: "red",
      people: 5,
      state: "exists",
    } as const;
    fakeShell({
      review: () =>
        aReview({
          intent: individualIntent({ purpose: "groups" }),
          toInvite: 5,
          alreadyIn: [],
          instances: { ...noInstances, groupInstances: [existing] },
          material: week3,
          materialKnown: true,
        }),
    });
    show();
    await screen.findByText(/^5 people$/u);
    expect(document.body.textContent).toContain(
      "will be invited to 1 group instance in Finance I.",
    );
    expect(document.body.textContent).not.toContain("starts with");
  });

  it("says that nothing was distributed yet, or that it isn't known", async () => {
    let known = true;
    fakeShell({
      review: () =>
        aReview({
          intent: individualIntent(),
          createsInstances: true,
          toInvite: 1,
          materialKnown: known,
        }),
    });
    show();
    await screen.findByText(/You can continue, and distribute material later/u);
    cleanup();
    known = false;
    show();
    await screen.findByText(/checks what that is before it sends anything/u);
  });

  it("asks once what becomes of individual instances that exist, and is barred until then", async () => {
    let existing: Existing | null = null;
    const asked = fakeShell({
      review: () =>
        aReview({
          intent: individualIntent({ existing }),
          instances: { ...noInstances, create: 102, existing: [ada, max] },
          obstacle: existing === null ? { why: "existing" } : null,
        }),
      send: () => ({ plan: "p1" }),
    });
    const told = show();
    told.onchoose.mockImplementation((choice: IntentChoice) => {
      if ("existing" in choice) ({ existing } = choice);
      return Promise.resolve();
    });
    const button = await screen.findByRole("button", { name: /^Create 102 instances/u });
    await userEvent.click(button);
    expect(asked.map((one) => one.name)).not.toContain("send");
    await userEvent.click(screen.getByRole("radio", { name: /^Invite without distributing/u }));
    expect(told.onchoose).toHaveBeenCalledWith({ existing: "inviteOnly" });
    await expect.poll(() => button.getAttribute("aria-disabled")).toBe("false");
    await userEvent.click(button);
    await expect.poll(() => asked.map((one) => one.name)).toContain("send");
  });

  it("offers what can become of instances that exist, and nothing else", async () => {
    fakeShell({
      review: () =>
        aReview({
          instances: { ...noInstances, existing: [ada], existingChoices: ["inviteOnly", "skip"] },
        }),
    });
    show();
    await screen.findByRole("radio", { name: /^Invite without distributing/u });
    expect(screen.getAllByRole("radio")).toHaveLength(2);
  });

  it("names the instance that a group would join, and asks if it has another name", async () => {
    let state: ReviewGroupInstance["state"] = "otherName";
    fakeShell({
      review: () =>
        aReview({
          intent: individualIntent({ purpose: "groups" }),
          toInvite: 5,
          instances: {
            ...noInstances,
            groupInstances: [{ group: "Red", name: "Tutors", slug: "red", people: 5, state }],
          },
          obstacle: state === "otherName" ? { why: "otherNameGroups" } : null,
        }),
    });
    const told = show();
    told.onchoose.mockImplementation(() => {
      state = "exists";
      return Promise.resolve();
    });
    expect(
      await screen.findByText(/The slug of “Red” already belongs to the instance Tutors/u),
    ).toBeTruthy();
    expect(screen.getByRole("grid", { name: "Group instances (1)" }).textContent).toContain(
      "Exists with another name",
    );
    const button = screen.getByRole("button", { name: "Invite 5 people" });
    expect(button.getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(screen.getByRole("button", { name: "Use existing instances" }));
    expect(told.onchoose).toHaveBeenCalledWith({ groups: "f1" });
    await expect.poll(() => button.getAttribute("aria-disabled")).toBe("false");
  });

  it("invites nobody into an instance that can't be shared because of a group", async () => {
    fakeShell({
      review: () =>
        barredGroup("notSharedGroups", {
          ...{ group: "Ada 1", name: "ada@uni.example", slug: "ada_1" },
          ...{ people: 1, state: "notShared" },
        }),
    });
    const told = show();
    expect(
      await screen.findByText(/belongs to ada@uni.example, which can't be shared/u),
    ).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Use existing instances" })).toBeNull();
    const button = screen.getByRole("button", { name: "Invite 1 person" });
    expect(button.getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(screen.getByRole("button", { name: "Go to list" }));
    expect(told.ontolist).toHaveBeenCalledOnce();
  });

  it("says whose individual instance can't be created because another one has its slug", async () => {
    fakeShell({
      review: () => aReview({ notTheirs: [ada], obstacle: { why: "notTheirs" } }),
    });
    const told = show();
    expect(
      await screen.findByText(/of ada@uni.example belongs to an instance with another name/u),
    ).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Go to list" }));
    expect(told.ontolist).toHaveBeenCalledOnce();
  });

  it("refuses a group with an email address as its name", async () => {
    fakeShell({
      review: () =>
        barredGroup("addressGroups", {
          ...{ group: "ada@uni.example", name: "ada@uni.example", slug: "ada_uni_example" },
          ...{ people: 1, state: "addressName" },
        }),
    });
    const told = show();
    expect(
      await screen.findByText(/“ada@uni.example” has an email address as its name/u),
    ).toBeTruthy();
    const button = screen.getByRole("button", { name: "Invite 1 person" });
    expect(button.getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(screen.getByRole("button", { name: "Go to list" }));
    expect(told.ontolist).toHaveBeenCalledOnce();
  });

  it("leads to where another instance is chosen if nobody can be invited into this one", async () => {
    fakeShell({ review: () => refuse("wrongPlace") });
    const told = show();
    await userEvent.click(await screen.findByRole("button", { name: "Choose another instance" }));
    expect(told.ontoplace).toHaveBeenCalledOnce();
  });

  it("says how many groups a list may have", async () => {
    fakeShell({
      review: () =>
        aReview({
          intent: individualIntent({ purpose: "groups" }),
          obstacle: { why: "tooManyGroups", groups: 2345, most: 2000 },
        }),
    });
    const told = show();
    expect(await screen.findByText(/has 2,345 groups. Cohort creates at most 2,000/u)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Go to list" }));
    expect(told.ontolist).toHaveBeenCalledOnce();
  });

  it("says how many characters a message has that is too long", async () => {
    fakeShell({
      review: () =>
        aReview({
          intent: individualIntent({ purpose: "distribute" }),
          obstacle: { why: "messageTooLong", characters: 5001 },
        }),
    });
    show();
    expect(await screen.findByText(/The message has 5,001 characters/u)).toBeTruthy();
  });

  it("shows the group instances, and leads back to the list where somebody has no group", async () => {
    fakeShell({
      review: () =>
        aReview({
          intent: individualIntent({ purpose: "groups" }),
          toInvite: 9,
          instances: {
            ...noInstances,
            create: 1,
            groupInstances: [
              { group: "Red", name: "Red", slug: "red", people: 5, state: "new" },
              { group: "blue", name: "Blue", slug: "blue", people: 4, state: "exists" },
            ],
          },
          noGroup: [ada],
          obstacle: { why: "noGroup", people: 1 },
        }),
    });
    const told = show();
    expect(await screen.findByText(/1 person has no group, so/u)).toBeTruthy();
    expect(document.body.textContent).toContain(
      "9 people will be invited to 2 group instances in Finance I",
    );
    expect(screen.getByRole("grid", { name: "Group instances (2)" }).textContent).toContain(
      "Already exists",
    );
    const button = screen.getByRole("button", { name: "Create 1 instance and invite 9 people" });
    expect(button.getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(screen.getByRole("button", { name: "Go to list" }));
    expect(told.ontolist).toHaveBeenCalledOnce();
  });
});
