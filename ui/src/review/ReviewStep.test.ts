import { cleanup, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Existing, IntentChoice, ReviewGroupInstance, RowsChanged } from "../bridge";
import { anIntent, aReview, individualIntent, noInstances } from "../bridge/fake-plans";
import { aProblem, fakeShell } from "../bridge/fake-shell";
import { aDraft, aFinding, aRow } from "../drafts/fake-drafts";
import { openDraft } from "../drafts/open-draft.svelte";
import { router } from "../state/router.svelte";
import { session } from "../state/session.svelte";
import ReviewStep from "./ReviewStep.svelte";

const show = () => {
  const told = {
    onchoose: vi.fn<(choice: IntentChoice) => Promise<void>>(),
    onback: vi.fn(),
    ontolist: vi.fn(),
    ontoplace: vi.fn(),
    onkeep: vi.fn(),
  };
  render(ReviewStep, { draft: "d1", saved: "saved", ...told });
  return told;
};

// Without a width everything finds room.
beforeEach(() => vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(0));
afterEach(cleanup);

const ada = { name: "Ada Lovelace", address: "ada@uni.example" };
const max = { name: "Max Meier", address: "max@uni.example" };
const week3 = {
  instance: "distributed",
  instanceName: "Distributed",
  slug: "week_3",
  name: "Week 3 material",
  at: `${new Date().getFullYear()}-10-12T08:00:00Z`,
};

describe("the review", () => {
  it("says in one sentence what will happen, and sends exactly what was reviewed", async () => {
    const asked = fakeShell({ review: () => aReview(), send: () => ({ plan: "p1" }) });
    show();
    const button = await screen.findByRole("button", { name: "Invite 104 people" });
    expect(document.body.textContent).toContain(
      "104 people will get an email inviting them to Room A in Finance I as editors; 1 is already in.",
    );
    expect(screen.getByText("All 104 requests, in order")).toBeTruthy();
    await userEvent.click(button);
    expect(asked).toContainEqual({
      name: "send",
      request: { draft: "d1", fingerprint: "f1", skip: false },
    });
    await expect.poll(() => router.route).toEqual({ page: "plan", plan: "p1" });
  });

  it("asks once about a list that may have been sent before the data were restored", async () => {
    let allowed = false;
    const asked = fakeShell({
      review: () => aReview({ obstacle: allowed ? null : { why: "maybeSent", people: 0 } }),
      draft_allow_sending: () => {
        allowed = true;
      },
      send: () => ({ plan: "p1" }),
    });
    show();
    expect(await screen.findByText(/people may get a second email/u)).toBeTruthy();
    const button = screen.getByRole("button", { name: "Invite 104 people" });
    await userEvent.click(button);
    expect(asked.map((one) => one.name)).not.toContain("send");
    await userEvent.click(screen.getByRole("button", { name: "Allow sending" }));
    expect(asked).toContainEqual({ name: "draft_allow_sending", request: { draft: "d1" } });
    await expect.poll(() => button.getAttribute("aria-disabled")).toBe("false");
    await userEvent.click(button);
    expect(asked.map((one) => one.name)).toContain("send");
  });

  it("is blocked while an address cannot be right, and says so", async () => {
    const asked = fakeShell({
      review: () =>
        aReview({
          toFix: [{ row: "7", name: "", address: "s.rossi@.uni.example" }],
          obstacle: { why: "toFix", people: 1 },
        }),
    });
    const told = show();
    expect(await screen.findByText(/1 address isn't valid/u)).toBeTruthy();
    const button = screen.getByRole("button", { name: "Invite 104 people" });
    expect(button.getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(button);
    expect(asked.map((one) => one.name)).not.toContain("send");
    await userEvent.click(screen.getByRole("button", { name: "Go to list" }));
    expect(told.ontolist).toHaveBeenCalledOnce();
  });

  it("skips the addresses that aren't valid if nothing else is in the way, and says so", async () => {
    const asked = fakeShell({
      review: () =>
        aReview({
          toInvite: 3,
          toFix: [{ row: "7", name: "", address: "s.rossi@.uni.example" }],
          obstacle: { why: "toFix", people: 1 },
          skips: 1,
        }),
      send: () => ({ plan: "p1" }),
    });
    show();
    await userEvent.click(await screen.findByRole("button", { name: "Invite 3, skip 1" }));
    const request = { draft: "d1", fingerprint: "f1", skip: true };
    expect(asked).toContainEqual({ name: "send", request });
  });

  it("groups people by what happens to them, and fixes or skips an address in its row", async () => {
    const fix = "s.rossi@uni.example";
    const row = aRow("7", 1, {
      address: "s.rossi@.uni.example",
      fix,
      status: "toFix",
      findings: [aFinding({ reason: "dotAfterAt", fix })],
    });
    const fixed: RowsChanged = {
      changedAt: "2026-10-12T10:00:00Z",
      changed: [{ ...row, address: fix, fix: null, status: "fine", findings: [] }],
      removed: [],
      counts: { all: 1, toFix: 0, toCheck: 0, alreadyIn: 0, skipped: 0 },
      steps: [],
      history: { undo: null, redo: null },
    };
    let toFix = true;
    const asked = fakeShell({
      draft_open: () => aDraft({ id: "d1", rows: [row] }),
      draft_fix: () => {
        toFix = false;
        return fixed;
      },
      review: () =>
        aReview({
          toInvite: 1,
          newPeople: [ada],
          alreadyIn: [max],
          toFix: toFix ? [{ row: "7", name: "Sofia Rossi", address: row.address }] : [],
          obstacle: toFix ? { why: "toFix", people: 1 } : null,
          skips: toFix ? 1 : 0,
        }),
    });
    await openDraft.open("d1");
    show();
    await screen.findByRole("treegrid", { name: "Recipients" });
    const lines = (): string[] =>
      within(screen.getByRole("treegrid", { name: "Recipients" }))
        .getAllByRole("row")
        .slice(1)
        .map((line) => line.textContent.replace(/\s+/gu, " ").trim());
    expect(lines()).toHaveLength(6);
    expect(lines()[0]).toContain("Fix before sending 1");
    expect(lines()[1]).toMatch(/Sofia Rossi.*s\.rossi@\.uni\.example.*s\.rossi@uni\.example/u);
    expect(lines()[1]).toContain("There's a dot right after the @");
    expect(lines()[2]).toContain("New 1");
    expect(lines()[3]).toContain("Not invited");
    expect(lines()[4]).toContain("Already in 1");
    expect(lines()[5]).toContain("Joined");
    await userEvent.click(screen.getByText("Already in"));
    expect(lines()).toHaveLength(5);
    await userEvent.click(screen.getByRole("button", { name: "Fix" }));
    await screen.findByRole("button", { name: "Invite 1 person" });
    expect(asked).toContainEqual({ name: "draft_fix", request: { draft: "d1", rows: ["7"] } });
    expect(lines()[0]).toContain("New 1");
  });

  it("shows of the email what is known, and where it leads", async () => {
    fakeShell({ review: () => aReview() });
    session.accounts = [
      { id: "a", name: "A", address: "https://platform.example", kind: "platform", key: "kept" },
    ];
    session.accountId = "a";
    show();
    expect(
      await screen.findByText("Leads to platform.example, where they sign up or sign in"),
    ).toBeTruthy();
    expect(screen.getByText("Room A in Finance I")).toBeTruthy();
  });

  it("shows the draft as it is when it has changed meanwhile, and sends nothing", async () => {
    const asked = fakeShell({
      review: () => aReview(),
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
        aReview({
          toInvite: 1,
          intent: anIntent({ purpose: "administrators", instance: null, instanceName: null }),
        }),
    });
    show();
    expect(await screen.findByText(/can do everything that you can do here/u)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Invite 1 person" })).toBeTruthy();
  });

  it("says what each own instance holds, and what the button makes", async () => {
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
      "104 people will each get an individual instance in Finance I that starts with Week 3 material (12 October); 2 are already in; 1 address needs fixing.",
    );
    expect(screen.getByText("104, each named after the person's address")).toBeTruthy();
  });

  it("says that nothing was distributed yet, or that it is not known", async () => {
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

  it("asks once what becomes of own instances that exist, and is barred until then", async () => {
    let existing: Existing | null = null;
    const asked = fakeShell({
      review: () =>
        aReview({
          intent: individualIntent({ existing }),
          instances: { ...noInstances, create: 102, existing: [ada, max] },
          obstacle: existing === null ? { why: "existing", people: 2 } : null,
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
          obstacle: state === "otherName" ? { why: "otherNameGroups", people: 1 } : null,
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

  it("invites nobody into an instance that isn't for sharing because of a group", async () => {
    fakeShell({
      review: () =>
        aReview({
          intent: individualIntent({ purpose: "groups" }),
          toInvite: 1,
          instances: {
            ...noInstances,
            groupInstances: [
              {
                ...{ group: "Ada 1", name: "ada@uni.example", slug: "ada_1" },
                ...{ people: 1, state: "notShared" as const },
              },
            ],
          },
          obstacle: { why: "notSharedGroups", people: 1 },
        }),
    });
    const told = show();
    expect(await screen.findByText(/belongs to ada@uni.example, which isn't/u)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Use existing instances" })).toBeNull();
    const button = screen.getByRole("button", { name: "Invite 1 person" });
    expect(button.getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(screen.getByRole("button", { name: "Go to list" }));
    expect(told.ontolist).toHaveBeenCalledOnce();
  });

  it("says whose individual instance can't be created because another one has its slug", async () => {
    fakeShell({
      review: () => aReview({ notTheirs: [ada], obstacle: { why: "notTheirs", people: 1 } }),
    });
    const told = show();
    expect(
      await screen.findByText(/of ada@uni.example belongs to an instance with another name/u),
    ).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Go to list" }));
    expect(told.ontolist).toHaveBeenCalledOnce();
  });

  it("refuses a group that is named like an email address", async () => {
    fakeShell({
      review: () =>
        aReview({
          intent: individualIntent({ purpose: "groups" }),
          toInvite: 1,
          instances: {
            ...noInstances,
            groupInstances: [
              {
                ...{ group: "ada@uni.example", name: "ada@uni.example", slug: "ada_uni_example" },
                ...{ people: 1, state: "addressName" as const },
              },
            ],
          },
          obstacle: { why: "addressGroups", people: 1 },
        }),
    });
    const told = show();
    expect(
      await screen.findByText(/“ada@uni.example” is named like an email address/u),
    ).toBeTruthy();
    const button = screen.getByRole("button", { name: "Invite 1 person" });
    expect(button.getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(screen.getByRole("button", { name: "Go to list" }));
    expect(told.ontolist).toHaveBeenCalledOnce();
  });

  it("leads to where another instance is chosen if nobody can be invited into this one", async () => {
    fakeShell({
      review: () => {
        // The shell rejects with plain data, not with an Error.
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        throw aProblem("wrongPlace");
      },
    });
    const told = show();
    await userEvent.click(await screen.findByRole("button", { name: "Choose another instance" }));
    expect(told.ontoplace).toHaveBeenCalledOnce();
  });

  it("says how many groups a list may have", async () => {
    fakeShell({
      review: () =>
        aReview({
          intent: individualIntent({ purpose: "groups" }),
          obstacle: { why: "tooManyGroups", people: 2345, most: 2000 },
        }),
    });
    const told = show();
    expect(await screen.findByText(/has 2,345 groups. Cohort creates at most 2,000/u)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Go to list" }));
    expect(told.ontolist).toHaveBeenCalledOnce();
  });

  it("shows the rooms, and leads back to the list where somebody has no group", async () => {
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
    expect(await screen.findByText(/1 person has no group/u)).toBeTruthy();
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
