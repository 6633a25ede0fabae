/** For tests: the page of a plan with a shell that answers for it. */

import { render, screen } from "@testing-library/svelte";

import type { Plan, PlanChanges, PlanEntry, PlanRow } from "../bridge";
import { aPlanEntry, individualIntent } from "../bridge/fake-plans";
import { fakeShell } from "../bridge/fake-shell";
import PlanPage from "./PlanPage.svelte";

/** Each test opens a plan of its own, so that none is left over from the one before. */
let opened = 0;

/** Opens a plan with these steps. */
export const show = async (
  rows: PlanRow[],
  more: Partial<PlanEntry> = {},
  handlers: Parameters<typeof fakeShell>[0] = {},
) => {
  opened += 1;
  const entry = aPlanEntry({ id: `p${opened}`, intent: individualIntent(), ...more });
  const next: { changes: PlanRow[] } = { changes: [] };
  const asked = fakeShell({
    plan: (): Plan => ({ entry, rows, seq: 7 }),
    plan_changes: (): PlanChanges => ({ entry, rows: next.changes, seq: 8 }),
    plan_do: () => entry,
    steps_do: () => null,
    ...handlers,
  });
  render(PlanPage, { plan: entry.id });
  await screen.findByRole("grid", { name: "People" });
  return { asked, entry, next };
};

/** The line of somebody, as text. */
export const lineOf = (name: string): string =>
  [...(screen.getByText(name).closest("[role=row]")?.querySelectorAll("[role=gridcell]") ?? [])]
    .slice(1)
    .map((cell) => cell.textContent.trim())
    .join(" ");
