/**
 * The overview says how each space stands, leads to each matter that needs attention with one
 * button, and says how old its numbers are while offline.
 */

import { cleanup, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { Matter, Overview, OverviewSpace } from "../bridge";
import { fakeShell, refuse } from "../bridge/fake-shell";
import { announce } from "../state/announce.svelte";
import { router } from "../state/router.svelte";
import { session } from "../state/session.svelte";
import { overviewState } from "./overview.svelte";
import OverviewPage from "./OverviewPage.svelte";

const aSpace = (more: Partial<OverviewSpace>): OverviewSpace => ({
  slug: "finance_i",
  name: "Finance I",
  kind: "course",
  administrator: true,
  standing: {
    joined: 86,
    invited: 18,
    administrators: ["Max Meier"],
    seenAt: "2026-10-12T10:00:00Z",
  },
  distributed: null,
  missing: null,
  drafts: 0,
  underWay: null,
  link: null,
  attention: false,
  ...more,
});

const anOverview = (spaces: OverviewSpace[], matters: Matter[] = []): Overview => ({
  account: "a",
  seenAt: "2026-10-12T10:00:00Z",
  orgs: [{ slug: "uni", name: "Uni", spaces }],
  matters,
});

let seen: Overview;
let refresh: () => unknown;

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(1200);
  session.accountId = "a";
  router.replace({ page: "overview" });
  refresh = () => seen;
  fakeShell({
    overview: () => seen,
    overview_refresh: () => refresh(),
    preferences_change: () => null,
  });
});

const show = async (overview: Overview): Promise<void> => {
  seen = overview;
  render(OverviewPage, { oninvite: vi.fn() });
  await overviewState.open("a");
};
const rowOf = async (name: string): Promise<HTMLElement> => {
  const row = (await screen.findByRole("rowheader", { name: new RegExp(`^${name}`, "u") })).closest(
    "tr",
  );
  if (row === null) throw new Error(`no row of ${name}`);
  return row;
};

const year = new Date().getFullYear();

describe("the overview", () => {
  it("says of each space how many have joined, and leaves blank what there is nothing to say of", async () => {
    await show(
      anOverview([
        aSpace({
          distributed: { name: "Week 3", at: "2026-10-12T10:00:00Z" },
          missing: 4,
          drafts: 1,
          link: { expiresAt: `${year}-10-26T10:00:00Z`, toldFrom: `${year}-10-12T10:00:00Z` },
          underWay: { settled: 30, people: 48, sends: true },
        }),
        aSpace({ slug: "econ", name: "Econometrics", standing: null }),
      ]),
    );
    const cells = (row: HTMLElement): string[] =>
      within(row)
        .getAllByRole("cell")
        .map((cell) => cell.textContent.replace(/\s+/gu, " ").trim());
    const [joined, waiting, missing, distributed, link, underWay] = cells(await rowOf("Finance I"));
    expect(joined).toBe("86 of 104");
    expect(waiting).toBe("18");
    expect(missing).toBe("4");
    expect(distributed).toMatch(/^Week 3, 12 October/u);
    expect(link).toBe("26 October");
    expect(underWay).toBe("30 of 48 · 1 draft");
    expect(cells(await rowOf("Econometrics"))).toEqual(["", "", "", "", "", ""]);
  });

  it("says who is missing from a list where attention is needed, and leads there", async () => {
    const place = { org: "uni", space: "finance_i", spaceName: "Finance I" };
    await show(
      anOverview([aSpace({ missing: 4 })], [{ place, about: { what: "missing", count: 4 } }]),
    );
    expect(screen.getByRole("listitem").textContent.replace(/\s+/gu, " ")).toContain(
      "4 people missing: on your list, but neither joined nor invited",
    );
    await userEvent.click(screen.getByRole("button", { name: "Show people" }));
    expect(router.route).toMatchObject({
      page: "space",
      space: "finance_i",
      view: { comparing: true, filter: "missing" },
    });
  });

  it("leads from those who are missing to the comparison with the list", async () => {
    await show(anOverview([aSpace({ missing: 4 })]));
    await userEvent.click(
      within(await rowOf("Finance I")).getByRole("button", {
        name: "4 missing from Finance I: show them",
      }),
    );
    expect(router.route).toMatchObject({
      page: "space",
      space: "finance_i",
      view: { comparing: true, filter: "missing" },
    });
  });

  it("leads to a link that expires soon, or has just expired", async () => {
    const expiring = async (days: number): Promise<string> => {
      cleanup();
      const expiresAt = new Date(Date.now() + days * 86_400_000).toISOString();
      await show(
        anOverview(
          [aSpace({})],
          [
            {
              place: { org: "uni", space: "finance_i", spaceName: "Finance I" },
              about: { what: "linkExpires", expiresAt },
            },
          ],
        ),
      );
      const button = await screen.findByRole("button", { name: "Open link" });
      return button.closest("li")?.textContent ?? "";
    };
    expect(await expiring(12)).toContain("The link expires in 12 days");
    expect(await expiring(1)).toContain("The link expires tomorrow");
    expect(await expiring(-3)).toMatch(/The link expired on .*, and nobody can join with it/u);
    await userEvent.click(screen.getByRole("button", { name: "Open link" }));
    expect(router.route).toEqual({ page: "space", org: "uni", space: "finance_i", tab: "link" });
  });

  it("opens a space from its row", async () => {
    await show(anOverview([aSpace({})]));
    await userEvent.click(within(await rowOf("Finance I")).getByText("86 of 104"));
    expect(router.route).toEqual({ page: "space", org: "uni", space: "finance_i", tab: "people" });
  });

  it("says whom to ask where one can't invite", async () => {
    const standing = {
      joined: 3,
      invited: 0,
      administrators: ["Jane Roe", "Max Meier"],
      seenAt: "2026-10-12T10:00:00Z",
    };
    await show(anOverview([aSpace({ administrator: false, standing })]));
    expect((await rowOf("Finance I")).textContent).toContain("Ask Jane Roe or Max Meier");
    expect(screen.queryByRole("button", { name: "Invite people" })).toBeNull();
  });

  it("has one line and one button for each matter, and none where nothing needs attention", async () => {
    await show(
      anOverview(
        [aSpace({})],
        [
          {
            place: { org: "uni", space: "finance_i", spaceName: "Finance I" },
            about: {
              what: "stepsFailed",
              plan: "7",
              kind: "invite",
              state: "refused",
              count: 1,
              first: "Lena Vogt",
            },
          },
        ],
      ),
    );
    const line = await screen.findByText("Lena Vogt");
    expect(line.closest("li")?.textContent).toContain(
      "The platform rejected the invitation to Lena Vogt",
    );
    await userEvent.click(screen.getByRole("button", { name: "Show details" }));
    expect(router.route).toEqual({ page: "plan", plan: "7" });
    cleanup();
    await show(anOverview([aSpace({})]));
    await rowOf("Finance I");
    expect(screen.queryByText("Needs attention")).toBeNull();
  });

  it("lets a failure be dismissed, and restored", async () => {
    const failed = {
      place: { org: "uni", space: "finance_i", spaceName: "Finance I" },
      about: {
        what: "stepsFailed",
        plan: "7",
        kind: "invite",
        state: "refused",
        count: 2,
        first: "Lena Vogt",
      },
    } as const;
    const unknown = { ...failed, about: { ...failed.about, state: "unknown" } } as const;
    const asked = fakeShell({
      overview: () => seen,
      overview_refresh: () => refresh(),
      steps_dismiss: () => ({ steps: ["70", "71"] }),
      steps_do: () => null,
    });
    await show(anOverview([aSpace({})], [failed, unknown]));
    await screen.findAllByText("Finance I");
    // Of what is unknown nobody can say that nothing is left to do.
    await userEvent.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(asked).toContainEqual({
      name: "steps_dismiss",
      request: { plan: "7", kind: "invite", state: "refused" },
    });
    await vi.waitFor(() => expect(announce.toast?.text).toBe("2 problems dismissed."));
    announce.toast?.action?.run();
    await vi.waitFor(() =>
      expect(asked).toContainEqual({
        name: "steps_do",
        request: { steps: ["70", "71"], action: "restore" },
      }),
    );
  });

  it("keeps what was seen last while offline, and says when that was", async () => {
    refresh = () => refuse("offline");
    session.status = {
      ...session.status,
      connections: [{ account: "a", state: "offline", since: null }],
    };
    await show(anOverview([aSpace({})]));
    await rowOf("Finance I");
    expect(screen.getByText(/^You're offline\. This was updated /u)).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
    session.status = { ...session.status, connections: [] };
  });
});
